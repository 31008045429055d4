"""What joining cases and incidents need, in memory; and processes that die in the middle of their work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.kit.events import Event
from services.routing.domain.case import QUIET, Case, State
from services.routing.domain.likeness import Report
from services.routing.domain.outbreak import LIVE, Incident, Sign
from services.routing.usecases.incidents import Scope
from services.routing.usecases.merging import Around, Heap
from services.routing.usecases.merging.find_duplicates import report_of
from services.routing.usecases.ports import Change
from services.routing.wiring.merging import MergeStore
from tests.unit.routing.fakes import MemoryCases


class Died(Exception):  # noqa: N818
    """The process died."""


class Mortal(MemoryCases):
    """Dies at the n-th write: before it (`after_write` False) or after it, when nobody has heard of it yet."""

    dies_at = -1
    after_write = False
    writes = 0

    def save(self, changes: Sequence[Change]) -> bool:
        """Keep changes one by one, as the database does; die between them if it is time."""
        if not changes:
            return True
        kept = True
        for change in changes:
            self.writes += 1
            dying = self.writes == self.dies_at
            if dying and not self.after_write:
                raise Died
            kept = super().save([change]) and kept
            if dying:
                raise Died
        return kept


class MemoryFollowers:
    """Port `Followers`: what followers say, against what their primaries know."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def unsettled(self, limit: int) -> Sequence[Heap]:
        """Compare."""
        cases = self._cases.by_code
        following: dict[str, list[str]] = {}
        for case in sorted(cases.values(), key=lambda each: each.code):
            if case.state is State.MERGED and case.merged_into:
                following.setdefault(case.merged_into, []).append(case.code)
        heaps = [Heap(code, tuple(following.get(code, ()))) for code in sorted(cases)]
        return [heap for heap in heaps if _is_unsettled(cases[heap.primary], heap)][:limit]


def _is_unsettled(primary: Case, heap: Heap) -> bool:
    if primary.state in (State.MERGED, State.WITHDRAWN):
        return bool(heap.followers)
    if primary.state is State.ANSWERED:
        return bool(heap.followers) or primary.told_followers < len(primary.followers)
    return set(primary.followers) != set(heap.followers)


class MemoryNeighbours:
    """Port `Neighbours`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases
        self.asked: list[Around] = []

    def near(self, around: Around, limit: int) -> Sequence[Report]:
        """Return what is there, whatever the topic."""
        self.asked.append(around)
        found = [each for each in self._cases.by_code.values() if each.state is not State.MERGED]
        there = [each for each in found if not around.areas or each.area in around.areas]
        return [replace(report_of(each), state=each.state.value) for each in there][:limit]


class MemorySigns:
    """Port `Signs`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases
        self.history: list[datetime] = []

    def recent(self, since: datetime) -> Sequence[Sign]:
        """Return open cases."""
        found = [each for each in self._open() if each.submission.received_at >= since and each.category]
        return [Sign(each.code, each.category or "", each.area, each.submission.received_at) for each in found]

    def moments(self, scope: Scope, since: datetime, until: datetime) -> Sequence[datetime]:
        """Return what the test says was there."""
        return [each for each in self.history if since <= each <= until]

    def candidates(self, scope: Scope, since: datetime, limit: int) -> Sequence[Case]:
        """Return open cases of the scope, the oldest first."""
        found = [
            each
            for each in self._open()
            if each.category in scope.categories and (not scope.areas or each.area in scope.areas)
            if each.submission.received_at >= since and each.urgency != "urgent" and not each.submission.private
        ]
        return sorted(found, key=lambda each: each.submission.received_at)[:limit]

    def _open(self) -> list[Case]:
        return [each for each in self._cases.by_code.values() if each.state not in QUIET]


class MemoryIncidents:
    """Port `Incidents`."""

    def __init__(self) -> None:
        self.by_id: dict[str, Incident] = {}
        self.events: list[Event] = []

    def propose(self, incident: Incident) -> bool:
        """Keep what is new."""
        if incident.id in self.by_id or self._is_doubled(incident):
            return False
        self.by_id[incident.id] = incident
        return True

    def get(self, id_: str) -> Incident | None:
        """Return one."""
        return self.by_id.get(id_)

    def save(self, incident: Incident, event: Event | None) -> bool:
        """Keep it over its own version."""
        stored = self.by_id.get(incident.id)
        if stored is None or stored.version != incident.version or self._is_doubled(incident):
            return False
        self.by_id[incident.id] = replace(incident, version=incident.version + 1)
        self.events += [event] if event else []
        return True

    def live(self, since: datetime) -> Sequence[Incident]:
        """Return live ones and those just decided."""
        found = self.by_id.values()
        return [each for each in found if each.standing in LIVE or (each.decided_at and each.decided_at >= since)]

    def newest(self, limit: int) -> Sequence[Incident]:
        """Return the newest first."""
        return sorted(self.by_id.values(), key=lambda each: each.noticed_at, reverse=True)[:limit]

    def _is_doubled(self, incident: Incident) -> bool:
        others = [each for each in self.by_id.values() if each.id != incident.id and each.standing in LIVE]
        return incident.standing in LIVE and any(
            (each.watch, each.area) == (incident.watch, incident.area) for each in others
        )


class MemoryResponsibilities:
    """Port `Responsibilities`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def agencies(self) -> set[str]:
        """Return whoever holds an open case."""
        return {each.agency for case in self._open() for each in (case.current, *case.parts) if not each.ended_at}

    def open_of(self, agencies: Sequence[str], limit: int) -> list[Case]:
        """Return what these have, or owe a part of."""
        owing = [(case, (case.current, *(each for each in case.parts if each.is_open_part))) for case in self._open()]
        return [case for case, parts in owing if any(each.agency in agencies for each in parts)][:limit]

    def _open(self) -> list[Case]:
        with_somebody = (State.ROUTED, State.ACCEPTED, State.WAITING)
        return [case for case in self._cases.by_code.values() if case.state in with_somebody]


def memory_merge_store(cases: MemoryCases) -> MergeStore:
    """Return the area's adapters in memory."""
    return MergeStore(
        neighbours=MemoryNeighbours(cases),
        followers=MemoryFollowers(cases),
        responsibilities=MemoryResponsibilities(cases),
        incidents=MemoryIncidents(),
        signs=MemorySigns(cases),
    )
