"""Keep what citizens were told: `notification.told`, for the case page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from services.kit.events import Event, NotificationTold
from services.routing.domain.told import Told, later
from services.routing.usecases.messages.ports import ToldMessages


@dataclass(frozen=True, slots=True)
class KeepTold:
    """A projection: whatever order reports come in, and how often, the same is kept."""

    messages: ToldMessages

    def __call__(self, events: Sequence[Event]) -> None:
        """Keep the reports of a batch; of several about one message only the one that counts."""
        by_message: dict[tuple[str, str, str], list[Told]] = {}
        for told in (told_of(event.data) for event in events):
            by_message.setdefault((told.code, told.message, told.channel), []).append(told)
        self.messages.keep([reduce(later, together) for together in by_message.values()])


def told_of(data: NotificationTold) -> Told:
    """Return the report in an event."""
    return Told(
        code=data.code,
        message=data.message,
        event=data.event,
        channel=data.channel,
        to=data.to,
        state=data.state,
        at=data.at,
        reason=data.reason,
    )
