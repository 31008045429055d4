"""End waiting: a question the citizen has not answered in time holds the case up no longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.routing.domain.acts import Act, resume
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case
from services.routing.usecases import case_events
from services.routing.usecases.clocks.ports import Clocks
from services.routing.usecases.clocks.sweep import PAGE, sweep
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change

BY_CLOCK = "clock"
TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class EndWaiting:
    """One turn."""

    cases: Cases
    clocks: Clocks
    catalogs: Catalogs
    clock: Clock

    def __call__(self) -> bool:
        """Let at most a page of cases go on; return whether there may be more."""
        now = self.clock.now()
        due = self.clocks.unanswered(now, PAGE)
        if not due:
            return False
        assigner = self.catalogs.assigner()
        return sweep("waiting", due, lambda case: _resumed(case, assigner, now), self.cases)


def _resumed(case: Case, assigner: Assigner, now: datetime) -> Change | None:
    if case.question is None:
        return None
    act = Act(f"waited/{case.code}/{case.question.asked_at.isoformat()}", BY_CLOCK, now)
    after = resume(case, act, TIMED_OUT, assigner.catalog.agency_hours)
    return kept_time(Change(after, (case_events.resumed(after, TIMED_OUT, None),), case), assigner)
