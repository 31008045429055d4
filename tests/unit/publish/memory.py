"""In-memory twins of the portal's collections. The contract suites hold them to what MongoDB does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.kit.clock import Clock
from services.kit.events import Event
from services.publish.domain.days import local_day
from services.publish.domain.ledger.marks import Mark, mark_of
from services.publish.domain.position import Position
from services.publish.domain.public_case import PublicCase, public_case
from services.publish.domain.rating import Rating
from services.publish.domain.withdrawal import Withdrawal
from services.publish.domain.words import asked, words_of
from services.publish.usecases.ports import Change, Filters, Stored, Stretch


class MemoryCases:
    """Cases in a dictionary; `told` records every event that was stored with them."""

    def __init__(self) -> None:
        self.stored: dict[str, Stored] = {}
        self.told: list[tuple[Event, str]] = []
        self.marks: list[Mark] = []
        self._held: set[str] = set()

    def load(self, codes: Iterable[str]) -> dict[str, Stored]:
        return {code: self.stored[code] for code in codes if code in self.stored}

    def save(self, changes: Sequence[Change]) -> bool:
        done = [self._save(change) for change in changes]
        return all(done)

    def held(self, most: int) -> list[str]:
        return sorted(self._held)[:most]

    def forget_contacts(self, answered_before: datetime) -> int:
        old = [
            each
            for each in self.stored.values()
            if each.case.contact_name and each.case.answer and each.case.answer.answered_at < answered_before
        ]
        for each in old:
            case = replace(each.case, contact_name=None, contact_forgotten=True)
            self.stored[case.code] = Stored(case, (each.revision or 0) + 1)
        return len(old)

    def _save(self, change: Change) -> bool:
        code = change.after.code
        known = self.stored.get(code)
        if (known.revision if known else None) != change.before.revision:
            return False
        self.stored[code] = Stored(change.after, (change.before.revision or 0) + 1)
        self.told += change.events
        self._mark(change)
        (self._held.add if change.held else self._held.discard)(code)
        return True

    def _mark(self, change: Change) -> None:
        revision = (change.before.revision or 0) + 1
        mark = mark_of(change.before.case, change.after, revision, f"salt of {change.after.code}/{revision}")
        self.marks += [mark] if mark else []


class MemoryPublicCases:
    """The published ones among `MemoryCases`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def find(self, filters: Filters, stretch: Stretch) -> list[PublicCase]:
        found = sorted((each for each in self._all() if _matches(each, filters)), key=_place, reverse=True)
        if stretch.before:
            return [each for each in found if _place(each) > stretch.before][-stretch.most :]
        if stretch.after:
            found = [each for each in found if _place(each) < stretch.after]
        return found[stretch.skip :][: stretch.most]

    def show(self, code: str) -> PublicCase | None:
        return next((each for each in self._all() if each.code == code), None)

    def agencies(self) -> Sequence[str]:
        return sorted({each.agency for each in self._all()})

    def areas(self) -> Sequence[str]:
        return sorted({each.area for each in self._all() if each.area})

    def _all(self) -> list[PublicCase]:
        return [shown for each in self._cases.stored.values() if (shown := public_case(each.case))]


def _place(case: PublicCase) -> Position:
    return Position(case.answered_at, case.code)


def _matches(case: PublicCase, filters: Filters) -> bool:
    found_by = words_of(case)
    groups = asked(filters.words, filters.category, filters.agency, filters.areas)
    in_month = filters.month in (None, local_day(case.answered_at).replace(day=1))
    return in_month and all(found_by & group for group in groups)


class MemoryRatings:
    """Port `Ratings`; `told` records the events stored with them."""

    def __init__(self) -> None:
        self.by_key: dict[str, Rating] = {}
        self.told: list[Event] = []

    def add(self, rating: Rating, event: Event) -> bool:
        if rating.key in self.by_key:
            return False
        self.by_key[rating.key] = rating
        self.told.append(event)
        return True

    def find(self, key: str) -> Rating | None:
        return self.by_key.get(key)


class MemoryWithdrawals:
    """Port `Withdrawals`; `told` records the events stored with them."""

    def __init__(self) -> None:
        self.by_code: dict[str, Withdrawal] = {}
        self.told: list[Event] = []

    def add(self, wish: Withdrawal, told: tuple[Event, str]) -> bool:
        if wish.code in self.by_code:
            return False
        self.by_code[wish.code] = wish
        self.told.append(told[0])
        return True

    def find(self, code: str) -> Withdrawal | None:
        return self.by_code.get(code)


class MemoryAttempts:
    """Wrong tries in a dictionary."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def count(self, keys: Sequence[str]) -> Mapping[str, int]:
        return {
            key: self._wrong[key][0] for key in keys if key in self._wrong and self._wrong[key][1] > self._clock.now()
        }

    def add(self, keys: Sequence[str], until: datetime) -> None:
        for key in keys:
            known = self.count([key]).get(key, 0)
            self._wrong[key] = (known + 1, self._wrong[key][1] if known else until)

    def clear(self, key: str) -> None:
        self._wrong.pop(key, None)


class MemoryCatalog:
    """A catalogue that is set by hand or by events."""

    def __init__(self, snapshot: Mapping[str, Any] | None = None) -> None:
        self.snapshot = snapshot
        self._version = 0

    def current(self) -> Mapping[str, Any] | None:
        return self.snapshot

    def province(self) -> Mapping[str, Any]:
        return self.snapshot["province"] if self.snapshot else {}

    def record(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.data.version > self._version:
                self.snapshot, self._version = event.data.catalog, event.data.version


class MemoryAccounts:
    """Accounts by the SHA-256 of their token."""

    def __init__(self, *accounts: Any) -> None:
        self._accounts = {each.token_sha256: each for each in accounts}

    def find(self, token_sha256: str) -> Any:
        return self._accounts.get(token_sha256)

    def named(self, name: str) -> Any:
        return next((each for each in self._accounts.values() if each.name == name), None)

    def record(self, events: Iterable[Event]) -> None:
        """Nothing here changes accounts."""
