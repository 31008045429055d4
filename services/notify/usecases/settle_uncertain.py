"""Settle messages of which nobody knows whether they were sent: ask for a receipt, never send on a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.logs import log
from services.notify.domain.change import Change, delivered, still_uncertain, to_repeat, to_send_again
from services.notify.domain.finding import NOBODY_KNOWS, Answer
from services.notify.domain.message import Message
from services.notify.domain.patience import Patience
from services.notify.usecases import metrics
from services.notify.usecases.ports import Ledger, Receipts
from services.notify.usecases.record_changes import record

PAGE = 20


@dataclass(frozen=True, slots=True)
class SettleUncertain:
    """One turn of the settling loop.

    `receipts` has a source per channel; the messages of a channel without one wait for a report or a person.
    Replicas need no lock between them: they ask the same question, and only one of their equal answers finds the
    message still uncertain.
    """

    ledger: Ledger
    receipts: Mapping[str, Receipts]
    clock: Clock
    patience: Patience

    def __call__(self) -> None:
        """Make abandoned claims uncertain, then ask about at most a page of uncertain messages."""
        abandoned = self.ledger.expire_claims(self.clock.now())
        if abandoned:
            log.warning("claims abandoned, messages uncertain", count=abandoned)
        unsettled = self.ledger.unsettled(self.clock.now(), PAGE)
        if unsettled:
            record(self.ledger, [self._settled(message) for message in unsettled])
        for state, count in self.ledger.count().items():
            metrics.WAITING.labels(state).set(count)

    def _settled(self, message: Message) -> Change:
        source = self.receipts.get(message.channel)
        finding = source.ask(message) if source else NOBODY_KNOWS
        now = self.clock.now()
        if finding.answer is not Answer.NOBODY_KNOWS:
            log.info("uncertain message settled", case=message.code, message=message.key, answer=finding.answer.value)
        match finding.answer:
            case Answer.ACCEPTED:
                return delivered(message, "confirmed by receipt", now, finding.provider_id)
            case Answer.NOT_ACCEPTED:
                return to_send_again(message, "no receipt", now)
            case Answer.SAFE_TO_REPEAT:
                return to_repeat(message, "the provider sends once for one id", now)
            case Answer.NOBODY_KNOWS:
                return still_uncertain(message, finding.ask_at or self.patience.ask_again_at(now), now)
