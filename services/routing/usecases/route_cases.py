"""Route cases: decide who must answer each new case and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.events import Event
from services.kit.logs import log
from services.routing.domain.acts import Act, hold_case, open_case
from services.routing.domain.assigning import Assigner
from services.routing.usecases import case_events, metrics
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_RULE = "rule"


@dataclass(frozen=True, slots=True)
class RouteCases:
    """One write for the whole batch. A case that is here already has been routed: its code is its key.

    Outside the forwarding hours a case is decided, stored and held; nobody is told yet. With `at_once` nothing is held:
    for a crisis, when agencies work round the clock.
    """

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker
    at_once: bool = False

    def __call__(self, events: Sequence[Event]) -> None:
        """Route the cases of `case.received` events. Raises `Retryable` while there is no catalogue."""
        assigner, now = self.catalogs.assigner(), self.clock.now()
        changes = [self._route(event, assigner, now) for event in events]
        new = self.cases.add(changes)
        log.info("cases routed", new=new, known=len(changes) - new)

    def _route(self, event: Event, assigner: Assigner, now: datetime) -> Change:
        submission = case_events.submission_of(event.data)
        assignment, decision = assigner.first(submission, now)
        act = Act(event.id, BY_RULE, now)
        metrics.ROUTED.labels("triage" if decision.triage else "rule").inc()
        if decision.broken:
            metrics.BROKEN_RULES.labels(decision.broken).inc()
            code, version = submission.code, assigner.catalog.version
            log.error("routing rule failed", case=code, rule=decision.broken, version=version)
        until = None if self.at_once else assigner.release_at(assignment, submission.urgency, now)
        if until:
            return kept_time(Change(hold_case(submission, assignment, act, until), ()), assigner)
        case = open_case(submission, assignment, act, at_centre=assigner.is_centre(assignment.agency))
        return kept_time(Change(case, (case_events.routed(case, event, self.links),)), assigner)
