"""What the use cases need from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.events import CaseReceived


class CodeTaken(Exception):  # noqa: N818 - an outcome, not an accident
    """Another case has this code already."""


class KeyTaken(Exception):  # noqa: N818
    """The channel has filed a case under this client key already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """An accepted case. `fingerprint` tells whether a repeated message says the same; `filed_by` is the operator's
    account where one typed it.
    """

    data: CaseReceived
    client_key: str
    fingerprint: str
    looked_at_from: datetime
    filed_by: str | None = None


class Cases(Protocol):
    """Keeps accepted cases."""

    def add(self, case: StoredCase) -> None:
        """Store the case and its `case.received` event in one majority-acknowledged write.

        Raises `CodeTaken` or `KeyTaken`, and then stores nothing.
        """

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case that `channel` filed under `client_key`, once it cannot be lost any more; else None."""


class Chance(Protocol):
    """A source of numbers that nobody can guess."""

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
