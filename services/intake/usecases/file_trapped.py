"""File a trapped message: an operator found that a person wrote it, so it becomes the case its sender was told of."""

from __future__ import annotations

from typing import Protocol

from services.intake.usecases.ports import Cases, CodeTaken, KeyTaken, StoredCase
from services.kit.failures import Rejected
from services.kit.logs import log


class Traps(Cases, Protocol):
    """Keeps messages that fell into the honeypot, as `Cases` keeps cases."""

    def all(self) -> list[StoredCase]:
        """Return all, oldest first."""

    def find(self, code: str) -> StoredCase | None:
        """Return the message that was given this code."""

    def remove(self, code: str) -> None:
        """Forget one. Safe to repeat."""


class FileTrapped:
    """The use case. Code, digits and time stay those of the receipt the sender has."""

    def __init__(self, traps: Traps, cases: Cases) -> None:
        self._traps = traps
        self._cases = cases

    def file(self, code: str) -> StoredCase:
        """Store the message as a case, then forget the trap; killed in between, it may be repeated.

        Raises `Rejected("unknown-case")` when nothing was trapped under this code, `CodeTaken` when another case has
        the code by now (once in a million).
        """
        trapped = self._traps.find(code)
        if trapped is None:
            raise Rejected("unknown-case", "Không có tin bị giữ mang mã này.", "Nothing was trapped under this code.")
        try:
            self._cases.add(trapped)
        except (CodeTaken, KeyTaken):
            if self._cases.find_by_key(trapped.data.channel, trapped.client_key) is None:
                raise
            log.info("trapped message was filed before", case=code)
        self._traps.remove(code)
        log.info("trapped message filed", case=code)
        return trapped
