"""Accepted cases in memory, as somebody outside may look for them, and how far they are."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from services.intake.usecases.ports import Progress, StoredCase
from tests.unit.intake.fakes import InMemoryCases


class InMemoryKnownCases:
    """A view of the fake collection."""

    def __init__(self, cases: InMemoryCases) -> None:
        self._cases = cases

    def newest(self, categories: Collection[str], since: datetime, until: datetime) -> Iterator[StoredCase]:
        for case in self._sorted():
            data = case.data
            if not data.private and data.category in categories and since <= data.received_at < until:
                yield case

    def some(self, codes: Collection[str]) -> list[StoredCase]:
        return [case for case in self._sorted() if case.data.code in codes]

    def _sorted(self) -> list[StoredCase]:
        stored = self._cases.stored.values()
        return sorted(stored, key=lambda case: (case.data.received_at, case.data.code), reverse=True)


class InMemoryBoard:
    """Progress as a test says; `received` for a case that nothing is said of."""

    def __init__(self, cases: InMemoryCases) -> None:
        self._cases = cases
        self.said: dict[str, Progress] = {}

    def find(self, code: str) -> Progress | None:
        return self.find_many([code]).get(code)

    def find_many(self, codes: Iterable[str]) -> dict[str, Progress]:
        return {code: self._of(self._cases.stored[code]) for code in codes if code in self._cases.stored}

    def _of(self, case: StoredCase) -> Progress:
        plain = Progress(code=case.data.code, status="received", changed_at=case.data.received_at)
        return self.said.get(case.data.code, plain)
