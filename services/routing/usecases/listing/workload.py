"""Who works on how much: what each colleague has taken on, and what they have done today and this week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.routing.usecases.listing.ports import CaseLists
from services.routing.usecases.ports import Catalogs

MOST_PEOPLE = 200
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Workload:
    """One colleague, by the actor's name: cases taken on, those of them that are overdue, acts done."""

    who: str
    open: int = 0
    late: int = 0
    today: int = 0
    week: int = 0


@dataclass(frozen=True, slots=True)
class ShowWorkload:
    """For the shift lead."""

    lists: CaseLists
    catalogs: Catalogs
    clock: Clock

    def __call__(self) -> Sequence[Workload]:
        """Return everybody who has something or did something in the last seven days, the busiest first."""
        now = self.clock.now()
        taken = {who: (open_, late) for who, open_, late in self.lists.load(MOST_PEOPLE)}
        acts = {who: (today, week) for who, today, week in self.lists.acts(self._midnight(now), now - WEEK)}
        found = [Workload(who, *taken.get(who, (0, 0)), *acts.get(who, (0, 0))) for who in {*taken, *acts}]
        return sorted(found, key=lambda each: (-each.open, -each.week, each.who))[:MOST_PEOPLE]

    def _midnight(self, now: datetime) -> datetime:
        local = self.catalogs.assigner().catalog.agency_hours.local(now)
        return now - timedelta(
            hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
        )
