"""What keeping the ledger needs from the outside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.marks import Mark
from services.publish.domain.ledger.roots import Root, Signature


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month (2026-11) of answers: the number and time of the last entry about one of them."""

    month: str
    version: int
    changed_at: datetime


class Marks(Protocol):
    """What waits in the cases for the ledger: written with the change itself, taken out when the entry is there."""

    def waiting(self, most: int) -> list[Mark]:
        """Return marks, those of one case in their order."""

    def clear(self, marks: Sequence[Mark]) -> None:
        """Take them out of their cases. Safe to repeat."""

    def adopt(self, after: str, most: int) -> str | None:
        """Mark cases that were public before there was a ledger; return the last code looked at, None at the end.

        Looks at no more than `most` published cases beyond the code `after`. Safe to repeat.
        """


class Chain(Protocol):
    """The entries. Nothing in it is ever changed but what has to be forgotten."""

    def head(self) -> Entry | None:
        """Return the last entry."""

    def find(self, number: int) -> Entry | None:
        """Return one entry."""

    def after(self, number: int, most: int) -> list[Entry]:
        """Return the entries beyond a number, in order."""

    def of_case(self, code: str) -> list[Entry]:
        """Return the entries of a case, in order."""

    def head_at(self, moment: datetime) -> Entry | None:
        """Return the last entry before a moment."""

    def first(self) -> Entry | None:
        """Return the first entry."""

    def entered(self, marks: Collection[str]) -> set[str]:
        """Return which of these marks (ids) have their entry."""

    def append(self, entries: Sequence[Entry]) -> bool:
        """Add entries in order; False when somebody else's took one of their numbers: those before it are in."""

    def settle(self, marks: Sequence[Mark]) -> None:
        """Keep the earlier contents that stay, forget those that must go, with their salts; note which months have
        changed. Safe to repeat, late too: what has been forgotten stays so.
        """

    def months(self) -> list[MonthState]:
        """Return the months that entries are about, the latest first."""

    def withdrawals(self, month: str) -> list[Entry]:
        """Return what was taken back of a month, in order."""

    def adopted(self) -> str | None:
        """Return up to which code older cases have been looked at: "" for none yet, None when that is done."""

    def note_adopted(self, code: str | None) -> None:
        """Remember it."""


class Roots(Protocol):
    """What was signed, a root for each day."""

    def latest(self, most: int) -> list[Root]:
        """Return the latest roots, the latest day first."""

    def after(self, day: str, most: int) -> list[Root]:
        """Return the roots of days after `day` (2026-11-23), in order."""

    def add(self, root: Root) -> None:
        """Add a root; what a day has already stays as it is."""


class Signer(Protocol):
    """Holds the private keys."""

    #: The public keys, hex, the one in use first; none where nothing can be signed.
    keys: tuple[str, ...]

    def sign(self, message: bytes) -> tuple[Signature, ...]:
        """Return a signature by each key."""
