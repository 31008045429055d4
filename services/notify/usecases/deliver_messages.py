"""Deliver messages: claim them in the ledger, hand them to the mail server, record what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ulid import ULID

from services.kit.clock import Clock
from services.kit.events import Event, NotificationFailed
from services.kit.logs import log
from services.notify.domain.change import Change, after
from services.notify.domain.message import Message
from services.notify.domain.patience import Patience
from services.notify.usecases import metrics
from services.notify.usecases.ports import Ledger, Sender


@dataclass(frozen=True, slots=True)
class DeliverMessages:
    """The claim is stored before anything is sent: a crash leaves a claim that runs out, never a second message."""

    ledger: Ledger
    mailer: Sender
    clock: Clock
    patience: Patience

    def new(self, messages: Sequence[Message]) -> None:
        """Deliver those of the messages that nobody has claimed before."""
        if messages:
            now = self.clock.now()
            ends, holder = self.patience.claim_ends(now), str(ULID())
            once = {message.key: replace(message, holder=holder, next_step_at=ends) for message in messages}
            self._send(self.ledger.claim_new(list(once.values())), now)

    def due(self, limit: int) -> int:
        """Deliver at most `limit` deferred messages whose time has come; return how many were tried."""
        now = self.clock.now()
        claimed = self.ledger.claim_due(now, str(ULID()), self.patience.claim_ends(now), limit)
        self._send(claimed, now)
        return len(claimed)

    def _send(self, claimed: Sequence[Message], claimed_at: datetime) -> None:
        if not claimed:
            return
        left = self.patience.last_start(claimed_at) - self.clock.now()
        outcomes = self.mailer.deliver(claimed, left.total_seconds())
        now = self.clock.now()
        changes = [after(*pair, now, self.patience) for pair in zip(claimed, outcomes, strict=True)]
        record(self.ledger, changes)


def record(ledger: Ledger, changes: Sequence[Change]) -> None:
    """Store changes; where one gives up, `notification.failed` goes out with it."""
    ledger.record(changes, {change.message.key: _failed(change) for change in changes if change.gives_up})
    for change in changes:
        metrics.MESSAGES.labels(change.message.type, change.state).inc()
        if change.gives_up:
            log.warning("message given up", case=change.message.code, message=change.message.key, reason=change.reason)


def _failed(change: Change) -> Event:
    message = change.message
    data = NotificationFailed(
        code=message.code,
        event=message.event,
        channel=message.channel,
        reason=change.reason or "",
        gave_up_at=change.at,
    )
    return Event.of(data, source="/notify", subject=message.code, at=change.at)
