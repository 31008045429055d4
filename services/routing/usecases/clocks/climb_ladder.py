"""Climb the ladder of escalation: due soon, overdue, twice and three times the allowed time, each told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.routing.domain.acts import Act, climb
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case
from services.routing.domain.escalation import due_steps
from services.routing.usecases import case_events
from services.routing.usecases.clocks.ports import Clocks
from services.routing.usecases.clocks.sweep import PAGE, sweep
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change

BY_CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class ClimbLadder:
    """One turn. A step that was missed, because nothing ran for a while, is passed over for the highest one reached."""

    cases: Cases
    clocks: Clocks
    catalogs: Catalogs
    clock: Clock

    def __call__(self) -> bool:
        """Climb for at most a page of cases; return whether there may be more."""
        now = self.clock.now()
        due = self.clocks.alarms(now, PAGE)
        if not due:
            return False
        assigner = self.catalogs.assigner()
        return sweep("ladder", due, lambda case: climbed(case, assigner, now), self.cases)


def climbed(case: Case, assigner: Assigner, now: datetime) -> Change:
    """Return the case on its new steps; without any, only its next alarm is set anew."""
    catalog = assigner.catalog
    reached = due_steps(case, catalog.limits, catalog.agency_hours, now)
    steps = "/".join(f"{each.number}.{level}.{each.due_at.isoformat()}" for each, level in reached)
    after = climb(case, Act(f"ladder/{case.code}/{steps}", BY_CLOCK, now), reached)
    told = tuple(case_events.climbed(after, each, level) for each, level in reached)
    return kept_time(Change(after, told, case), assigner)
