"""Show the ledger to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.roots import Root
from services.publish.usecases.ledger.ports import Chain, Roots, Signer

PAGE_SIZE = 1_000
#: Larger numbers are none that a program in JavaScript, or the database, could count to.
MOST_NUMBER = 2**53
LATEST_ENTRIES = 20
LATEST_ROOTS = 14


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger at a glance: its latest entries, latest first, and roots; `keys` are those that sign now."""

    head: Entry | None
    entries: list[Entry]
    roots: list[Root]
    keys: tuple[str, ...]


class ReadLedger:
    """Reads entries, roots and keys."""

    def __init__(self, chain: Chain, roots: Roots, signer: Signer) -> None:
        self._chain = chain
        self._roots = roots
        self._signer = signer

    @property
    def keys(self) -> tuple[str, ...]:
        """The public keys in use, the one that stays first."""
        return self._signer.keys

    def overview(self) -> LedgerView:
        """Return what the page shows."""
        head = self._chain.head()
        since = max(0, head.number - LATEST_ENTRIES) if head else 0
        latest = self._chain.after(since, LATEST_ENTRIES)[::-1] if head else []
        return LedgerView(head, latest, self._roots.latest(LATEST_ROOTS), self.keys)

    def after(self, number: int, most: int = PAGE_SIZE) -> list[Entry]:
        """Return entries beyond `number`, in order."""
        return self._chain.after(number, min(most, PAGE_SIZE))

    def roots(self, after: str = "") -> list[Root]:
        """Return the roots of days after `after`, in order."""
        return self._roots.after(after, PAGE_SIZE)

    def of_case(self, code: str) -> list[Entry]:
        """Return what the ledger says about a case, in order."""
        return self._chain.of_case(code)

    def entry(self, number: int) -> Entry:
        """Return one entry. Raises `Rejected("unknown-entry")`."""
        found = self._chain.find(number) if number <= MOST_NUMBER else None
        if found is None:
            raise Rejected("unknown-entry", "Sổ công khai không có mục này.", "The ledger has no such entry.")
        return found
