"""Store what became of messages, and tell the other services where a citizen was not reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.kit.events import Event, NotificationFailed
from services.kit.logs import log
from services.notify.domain.change import Change
from services.notify.domain.message import Message
from services.notify.usecases import metrics
from services.notify.usecases.ports import Ledger


def record(ledger: Ledger, changes: Sequence[Change]) -> None:
    """Store changes; where one gives up, `notification.failed` goes out with it."""
    failed = ((change, failure(change.message, change.reason, change.at)) for change in changes if change.gives_up)
    ledger.record(changes, {change.message.key: event for change, event in failed if event})
    for change in changes:
        metrics.MESSAGES.labels(change.message.type, change.state).inc()
        if change.gives_up:
            log.warning("message given up", case=change.message.code, message=change.message.key, reason=change.reason)


def failure(message: Message, reason: str | None, at: datetime) -> Event | None:
    """Return `notification.failed`, or None for a message about no case: nobody could be told which citizen to call."""
    if not message.code:
        return None
    data = NotificationFailed(
        code=message.code, event=message.event, channel=message.channel, reason=reason or "", gave_up_at=at
    )
    return Event.of(data, source="/notify", subject=message.code, at=at)
