"""Forward held cases: what was decided outside the forwarding hours goes to its agency when they begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case
from services.routing.usecases import metrics
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker
from services.routing.usecases.requests import forwarded

BY_RULE = "rule"
PAGE = 200


@dataclass(frozen=True, slots=True)
class ForwardHeld:
    """One turn of the sweep. Replicas need no lock: a case is written over the version it was read in, by one of them,
    and the act's id is the same for all, so that they would even tell the same event.
    """

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker

    def __call__(self) -> bool:
        """Forward at most a page of what is due; return whether there may be more.

        A case that cannot be decided stays held, raises the alarm at every turn, and stops no other.
        """
        now = self.clock.now()
        due = self.cases.due_to_forward(now, PAGE)
        if not due:
            return False
        assigner = self.catalogs.assigner()
        changes = [change for case in due if (change := self._tried(case, assigner, now))]
        self.cases.save(changes)
        log.info("held cases forwarded", count=len(changes))
        return len(changes) == PAGE

    def _tried(self, case: Case, assigner: Assigner, now: datetime) -> Change | None:
        try:
            return self._forward(case, assigner, now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one case, the others must leave
            metrics.STUCK.inc()
            log.error("held case cannot be forwarded", case=case.code, error=type(error).__name__)
            return None

    def _forward(self, case: Case, assigner: Assigner, now: datetime) -> Change:
        change = forwarded(case, Act(f"forward/{case.code}", BY_RULE, now), assigner, self.links)
        return kept_time(change, assigner)
