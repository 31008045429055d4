"""Find messages in the ledger, for people who operate the system."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.notify.domain.message import Message, State
from services.notify.usecases.ports import Ledger


@dataclass(frozen=True, slots=True)
class FindMessages:
    """Read only."""

    ledger: Ledger

    def some(
        self, *, state: State | None = None, code: str | None = None, channel: str | None = None, limit: int = 100
    ) -> list[Message]:
        """Return messages, newest first."""
        return self.ledger.search(state=state, code=code, channel=channel, limit=limit)

    def one(self, key: str) -> Message:
        """Return one message. Raises `Rejected` when there is none."""
        message = self.ledger.find(key)
        if message is None:
            raise Rejected("unknown-message", "Không có tin nhắn này.", "There is no such message.")
        return message
