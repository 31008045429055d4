"""Deliver messages: claim them in the ledger, hand them to their channels' senders, record what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime

from ulid import ULID

from services.kit.clock import Clock
from services.notify.domain.change import after
from services.notify.domain.message import CHANNELS, Message, State
from services.notify.domain.outcome import NotTried, Outcome
from services.notify.domain.patience import Patience
from services.notify.usecases.hold_back import HoldBack
from services.notify.usecases.merge_updates import MergeUpdates
from services.notify.usecases.ports import Ledger, Senders
from services.notify.usecases.record_changes import record


@dataclass(frozen=True, slots=True)
class DeliverMessages:
    """The claim is stored before anything is sent: a crash leaves a claim that runs out, never a second message.

    `threads` lets the channels of one batch work side by side, so that a slow provider does not hold up the others.
    """

    ledger: Ledger
    senders: Senders
    merge: MergeUpdates
    hold_back: HoldBack
    clock: Clock
    patience: Patience
    threads: Executor | None = None

    def new(self, messages: Sequence[Message]) -> None:
        """Deliver those of the messages that nobody has claimed before, or have them wait for their time."""
        if messages:
            now, holder = self.clock.now(), str(ULID())
            once = {message.key: self._first_step(message, now, holder) for message in messages}
            won = self.ledger.claim_new(list(once.values()))
            claimed = [message for message in won if message.state is State.CLAIMED]
            self._send(self.merge.new(claimed), now)

    def due(self, limit: int) -> int:
        """Deliver at most `limit` deferred messages whose time has come; return how many were tried."""
        now = self.clock.now()
        channels = self.ready_channels()
        claimed = self.ledger.claim_due(now, str(ULID()), self.patience.claim_ends(now), limit, channels)
        self._send(self.merge.due(self.hold_back.refreshed(claimed)), now)
        return len(claimed)

    def ready_channels(self) -> list[str]:
        """Return the channels not known to be out of reach. One without a sender is none of those: it gives up."""
        return [each for each in CHANNELS if each not in self.senders or self.senders[each].ready()]

    def _first_step(self, message: Message, now: datetime, holder: str) -> Message:
        waits = self.merge.window.waits_until(message.type, now) if message.group else None
        quiet = self.hold_back.first_step(message, now)
        until = max((each for each in (waits, quiet) if each), default=None)
        if until:
            reason = "quiet hours" if until == quiet else "waits for other news of the case"
            return replace(message, state=State.DEFERRED, next_step_at=until, reason=reason)
        return replace(message, holder=holder, next_step_at=self.patience.claim_ends(now))

    def _send(self, claimed: Sequence[Message], claimed_at: datetime) -> None:
        if not claimed:
            return
        outcomes = self.hold_back(claimed, self.clock.now())
        outcomes |= self._hand_over([each for each in claimed if each.key not in outcomes], claimed_at)
        now = self.clock.now()
        record(self.ledger, [after(each, outcomes[each.key], now, self.patience) for each in claimed])

    def _hand_over(self, messages: Sequence[Message], claimed_at: datetime) -> dict[str, Outcome]:
        """Return the outcomes by key. The batch of a single channel needs no other thread."""
        last_start = self.patience.last_start(claimed_at)
        shares: dict[str, list[Message]] = {}
        for message in messages:
            shares.setdefault(message.channel, []).append(message)
        if self.threads is None or len(shares) < 2:
            told = [self._deliver(channel, share, last_start) for channel, share in shares.items()]
        else:
            work = [self.threads.submit(self._deliver, channel, share, last_start) for channel, share in shares.items()]
            told = [each.result() for each in work]
        return {key: outcome for outcomes in told for key, outcome in outcomes.items()}

    def _deliver(self, channel: str, messages: Sequence[Message], last_start: datetime) -> dict[str, Outcome]:
        sender = self.senders.get(channel)
        if sender is None:
            return {each.key: NotTried("this channel is not set up") for each in messages}
        left = last_start - self.clock.now()
        outcomes = sender.deliver(messages, left.total_seconds())
        return {each.key: outcome for each, outcome in zip(messages, outcomes, strict=True)}
