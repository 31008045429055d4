"""Settle one message by a person's word."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.notify.domain.change import delivered, to_send_again
from services.notify.domain.message import Message, State
from services.notify.usecases.ports import Ledger
from services.notify.usecases.record_changes import record

#: What a person may say about a message in a state: everywhere else the service or the provider knows better.
_VERDICTS = {State.UNCERTAIN: {State.SENT, State.DEFERRED}, State.UNDELIVERABLE: {State.DEFERRED}}


@dataclass(frozen=True, slots=True)
class SettleMessage:
    """For messages nobody could settle by a receipt, and for those given up through no fault of the citizen's."""

    ledger: Ledger
    clock: Clock

    def __call__(self, key: str, *, sent: bool) -> Message:
        """Mark a message as sent, or have it sent again by the next sweep; return it as it was before.

        Raises `Rejected`: no such message, or not in a state a person may settle.
        """
        message = self.ledger.find(key)
        if message is None:
            raise Rejected("unknown-message", "Không có tin nhắn này.", "There is no such message.")
        if (State.SENT if sent else State.DEFERRED) not in _VERDICTS.get(message.state, ()):
            raise Rejected(
                "not-settleable",
                f"Tin nhắn đang ở trạng thái “{message.state}”, không thể chốt như vậy.",
                f'The message is "{message.state}" and cannot be settled that way.',
                state=str(message.state),
            )
        now = self.clock.now()
        change = (
            delivered(message, "confirmed by a person", now) if sent else to_send_again(message, "a person's word", now)
        )
        record(self.ledger, [change])
        return message
