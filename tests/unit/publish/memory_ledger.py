"""The ledger in memory. The contract suites hold it to what MongoDB does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from services.publish.domain.case import Case
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.marks import WITHDRAWAL, Mark, mark_of
from services.publish.domain.ledger.roots import Root
from services.publish.domain.public_case import public_case
from services.publish.usecases.ledger.ports import MonthState
from services.publish.usecases.ports import Stored
from services.publish.wiring.ledger import LedgerStore
from tests.unit.publish.memory import MemoryCases


class MemoryMarks:
    """The marks among `MemoryCases`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases
        self._adopted: set[str] = set()

    def waiting(self, most: int) -> list[Mark]:
        return self._cases.marks[:most]

    def clear(self, marks: Sequence[Mark]) -> None:
        gone = {mark.id for mark in marks}
        self._cases.marks = [mark for mark in self._cases.marks if mark.id not in gone]

    def adopt(self, after: str, most: int) -> str | None:
        public = [each for code, each in sorted(self._cases.stored.items()) if code > after and public_case(each.case)][
            :most
        ]
        for each in public:
            if each.case.code not in self._adopted | {mark.code for mark in self._cases.marks}:
                self._adopted.add(each.case.code)
                revision = (each.revision or 0) + 1
                self._cases.stored[each.case.code] = Stored(each.case, revision)
                mark = mark_of(Case(each.case.code), each.case, revision, "salt")
                self._cases.marks += [mark] if mark else []
        return public[-1].case.code if public else None


class MemoryChain:
    """Entries in a list; `first_comers` are appended before the next append, as another process would."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.first_comers: list[Entry] = []
        self._adopted: str | None = ""
        self._months: dict[str, MonthState] = {}

    def head(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def first(self) -> Entry | None:
        return self.entries[0] if self.entries else None

    def find(self, number: int) -> Entry | None:
        return next((each for each in self.entries if each.number == number), None)

    def after(self, number: int, most: int) -> list[Entry]:
        return [replace(each, content=None) for each in self.entries if each.number > number][:most]

    def of_case(self, code: str) -> list[Entry]:
        return [each for each in self.entries if each.code == code]

    def head_at(self, moment: datetime) -> Entry | None:
        return next((each for each in reversed(self.entries) if each.time < moment), None)

    def entered(self, marks: Collection[str]) -> set[str]:
        return {each.mark for each in self.entries} & set(marks)

    def append(self, entries: Sequence[Entry]) -> bool:
        self.entries += self.first_comers
        self.first_comers = []
        for each in entries:
            if each.number != len(self.entries) + 1 or self.entered([each.mark]):
                return False
            self.entries.append(each)
        return True

    def settle(self, marks: Sequence[Mark]) -> None:
        for mark in marks:
            entered = next(each for each in self.entries if each.mark == mark.id)
            number = entered.number
            for month in mark.months:
                known = self._months.get(month)
                if known is None or known.version < number:
                    self._months[month] = MonthState(month, number, entered.time)
            older = [each for each in self.of_case(mark.code) if each.number < number]
            if mark.forgets:
                for each in older:
                    if each.kind != WITHDRAWAL:
                        self._put(replace(each, salt=None, content=None))
            elif mark.earlier and older and older[-1].salt:
                self._put(replace(older[-1], content=mark.earlier))

    def months(self) -> list[MonthState]:
        return [self._months[month] for month in sorted(self._months, reverse=True)]

    def withdrawals(self, month: str) -> list[Entry]:
        return [each for each in self.entries if each.kind == WITHDRAWAL and month in each.months]

    def adopted(self) -> str | None:
        return self._adopted

    def note_adopted(self, code: str | None) -> None:
        self._adopted = code

    def _put(self, entry: Entry) -> None:
        self.entries[entry.number - 1] = entry


class MemoryRoots:
    """Roots by day."""

    def __init__(self) -> None:
        self.by_day: dict[str, Root] = {}

    def latest(self, most: int) -> list[Root]:
        return [self.by_day[day] for day in sorted(self.by_day, reverse=True)][:most]

    def after(self, day: str, most: int) -> list[Root]:
        return [self.by_day[each] for each in sorted(self.by_day) if each > day][:most]

    def add(self, root: Root) -> None:
        self.by_day.setdefault(root.day.isoformat(), root)


def memory_ledger(cases: MemoryCases) -> LedgerStore:
    """Return a ledger of these cases."""
    return LedgerStore(marks=MemoryMarks(cases), chain=MemoryChain(), roots=MemoryRoots())
