"""Decide what became of a report mail nobody knows about."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.reporting.domain.mailing.sending import Outcome, Sending, State
from services.reporting.usecases.mailing.ports import Sendings

OPEN_TO_DECISION = (State.UNCERTAIN, State.REFUSED)


@dataclass(frozen=True, slots=True)
class SettleSending:
    """A person asked the reader or the mail server, and says."""

    sendings: Sendings
    clock: Clock

    def arrived(self, sending: str) -> None:
        """It was taken. Raises `Rejected`: `no-such-sending`, `sending-is-settled`."""
        self._open(sending)
        self.sendings.settle(sending, Outcome(State.SENT, "settled"), self.clock.now())

    def again(self, sending: str) -> None:
        """It was not taken, and is sent again while it is the latest. Raises `Rejected` as above."""
        self._open(sending)
        self.sendings.forget(sending)

    def _open(self, name: str) -> Sending:
        found = self.sendings.find(name)
        if found is None:
            raise Rejected("no-such-sending", "Không có lần gửi này.", "There is no such sending.")
        if found.state not in OPEN_TO_DECISION:
            raise Rejected("sending-is-settled", "Lần gửi này không cần quyết định.", "Nothing is to be decided here.")
        return found
