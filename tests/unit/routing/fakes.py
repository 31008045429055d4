"""Routing's outside in memory, recording every event that would go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.kit.events import Event
from services.kit.failures import Retryable
from services.kit.storage.accounts import Account
from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.domain.assigning import Assigner
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.case import Case
from services.routing.usecases.ports import (
    MOST_COUNTED,
    AccountChange,
    AccountState,
    Change,
    Page,
    Rejection,
    Search,
    Snapshot,
)


class MemoryCases:
    """Port `Cases`."""

    def __init__(self) -> None:
        self.by_code: dict[str, Case] = {}
        self.events: list[Event] = []

    def add(self, changes: Sequence[Change]) -> int:
        """Keep what is new."""
        before = len(self.by_code)
        for change in changes:
            if change.case.code not in self.by_code:
                self._keep(change)
        return len(self.by_code) - before

    def find(self, codes: Iterable[str]) -> Mapping[str, Case]:
        """Return those that exist."""
        return {code: self.by_code[code] for code in codes if code in self.by_code}

    def save(self, changes: Sequence[Change]) -> bool:
        """Keep each whose version is as it was read."""
        kept = 0
        for change in changes:
            stored, before = self.by_code.get(change.case.code), change.before
            if stored and before and stored.version == before.version:
                self._keep(replace(change, case=replace(change.case, version=before.version + 1)))
                kept += 1
        return kept == len(changes)

    def search(self, search: Search) -> Page:
        """Return a page."""
        found = [
            case
            for case in self.by_code.values()
            if search.state in (None, case.state) and (search.agency is None or search.agency in _having(case))
            if search.held or case.forward_at is None
        ]
        found.sort(key=lambda case: (case.submission.received_at, case.code), reverse=True)
        return Page(found[search.offset : search.offset + search.limit], min(len(found), MOST_COUNTED))

    def due_to_forward(self, now: datetime, limit: int) -> list[Case]:
        """Return those whose time has come."""
        due = [case for case in self.by_code.values() if case.forward_at and case.forward_at <= now]
        return sorted(due, key=lambda case: case.forward_at or now)[:limit]

    def _keep(self, change: Change) -> None:
        self.by_code[change.case.code] = change.case
        self.events.extend(change.events)

    def told(self, type_: str) -> list[Any]:
        """Return the data of the events of a type, in order."""
        return [event.data for event in self.events if event.type == type_]


class MemoryCatalogs:
    """Port `Catalogs`."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self.version = 1 if snapshot else 0
        self.snapshot = snapshot
        self.events: list[Event] = []

    def assigner(self) -> Assigner:
        """Compile anew each time: tests are small."""
        if self.snapshot is None:
            raise Retryable("no catalogue has been loaded")
        return assigner_of(self.version, self.snapshot)

    def known(self) -> Snapshot | None:
        """Return what is in force."""
        return self.snapshot

    def newest(self) -> tuple[int, Snapshot] | None:
        """Return what is in force."""
        return (self.version, self.snapshot) if self.snapshot else None

    def add(self, version: int, snapshot: Snapshot, at: datetime, event: Event) -> bool:
        """Replace the version before, and only that one."""
        if version != self.version + 1:
            return False
        self.version, self.snapshot = version, snapshot
        self.events.append(event)
        return True

    def spread_again(self, version: int, event: Event) -> None:
        """Record the event."""
        if version == self.version:
            self.events.append(event)


class MemoryRejections:
    """Port `Rejections`."""

    def __init__(self) -> None:
        self.by_id: dict[str, Rejection] = {}

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those that are known."""
        return set(ids) & self.by_id.keys()

    def add(self, rejections: Sequence[Rejection]) -> None:
        """Keep what is new."""
        for rejection in rejections:
            self.by_id.setdefault(rejection.id, rejection)

    def told(self) -> list[Any]:
        """Return the data of the refusals, in order."""
        return [each.event.data for each in self.by_id.values()]


class MemoryAccountBook:
    """Port `AccountBook`, and the desk's own view of the accounts."""

    def __init__(self) -> None:
        self.by_name: dict[str, AccountState] = {}
        self.events: list[Event] = []
        self.entries: list[AuditEntry] = []

    def get(self, name: str) -> AccountState | None:
        """Return an account."""
        return self.by_name.get(name)

    def change(self, change: AccountChange) -> bool:
        """Keep the latest state."""
        if self.by_name.get(change.after.name) != change.before or self._was_the_last(change):
            return False
        self.by_name[change.after.name] = change.after
        self.events.append(change.event)
        self.entries.append(change.noted)
        return True

    def _was_the_last(self, change: AccountChange) -> bool:
        others = [each for each in self.all() if each.name != change.after.name]
        return change.takes_an_administrator and not any(each.administers for each in others)

    def all(self) -> list[AccountState]:
        """Return all by name."""
        return [self.by_name[name] for name in sorted(self.by_name)]

    def find(self, token_sha256: str) -> Account | None:
        """Return the active account behind a token."""
        for each in self.by_name.values():
            if each.active and each.token_sha256 == token_sha256:
                return Account(each.name, each.role, each.agency, each.token_sha256)
        return None


def _having(case: Case) -> set[str]:
    return {case.current.agency, *(part.agency for part in case.parts if part.ended_at is None)}
