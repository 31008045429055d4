"""Store what became of messages, and tell the other services where a citizen was not reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.kit.events import Event, NotificationFailed, NotificationTold
from services.kit.logs import log
from services.notify.domain.change import Change
from services.notify.domain.message import Message, State
from services.notify.domain.standing import masked, standing
from services.notify.usecases import metrics
from services.notify.usecases.ports import Ledger


def record(ledger: Ledger, changes: Sequence[Change]) -> None:
    """Store changes, with what the other services hear of them: where the message stands, and where one gives up."""
    ledger.record(changes, {change.message.key: told for change in changes if (told := _told(change))})
    for change in changes:
        metrics.MESSAGES.labels(change.message.type, change.state).inc()
        if change.gives_up:
            log.warning("message given up", case=change.message.code, message=change.message.key, reason=change.reason)


def _told(change: Change) -> list[Event]:
    message = change.message
    events = [failure(message, change.reason, change.at) if change.gives_up else None]
    if change.state is not message.state:
        events.append(stands(message, change.state, change.at, change.reason))
    return [event for event in events if event]


def stands(
    message: Message, state: State, at: datetime, reason: str | None, reports: Mapping[str, datetime] | None = None
) -> Event | None:
    """Return `notification.told`, or None for a message about no case or one that only waits."""
    state_told = standing(state, message.reports if reports is None else reports)
    if not message.code or state_told is None:
        return None
    data = NotificationTold(
        code=message.code,
        message=message.key,
        event=message.type,
        channel=message.channel,
        to=masked(message),
        state=state_told,
        at=at,
        reason=reason if state_told == "failed" else None,
    )
    return Event.of(data, source="/notify", subject=message.code, at=at)


def failure(message: Message, reason: str | None, at: datetime) -> Event | None:
    """Return `notification.failed`, or None for a message about no case: nobody could be told which citizen to call."""
    if not message.code:
        return None
    data = NotificationFailed(
        code=message.code, event=message.event, channel=message.channel, reason=reason or "", gave_up_at=at
    )
    return Event.of(data, source="/notify", subject=message.code, at=at)
