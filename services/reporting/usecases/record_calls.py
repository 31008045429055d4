"""Record the calls that events tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.kit.events import Event
from services.reporting.domain.calls import Call
from services.reporting.domain.facts import Stamp


class KeepsCalls(Protocol):
    """Keeps calls."""

    def merge(self, calls: Sequence[Call]) -> None:
        """Keep the calls, durably; of one call the latest word wins, in any order and any repetition."""


@dataclass(frozen=True, slots=True)
class RecordCalls:
    """One write for a whole batch of `call.ended`."""

    calls: KeepsCalls

    def __call__(self, events: Sequence[Event]) -> None:
        """Record the events."""
        if events:
            self.calls.merge([call_of(event) for event in events])


def call_of(event: Event) -> Call:
    """Return the call that a `call.ended` tells of."""
    data = event.data
    return Call(
        data.call,
        Stamp(event.time, event.id),
        data.queued_at,
        data.answered_at,
        data.ended_at,
        data.disposition,
        data.branch,
        data.after_hours,
    )
