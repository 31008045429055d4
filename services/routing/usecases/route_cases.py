"""Route cases: decide who must answer each new case and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.events import Event
from services.kit.logs import log
from services.routing.domain.acts import Act, hold_case, open_case
from services.routing.domain.assigning import Assigner
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case
from services.routing.domain.decision import Decision
from services.routing.domain.submission import Submission
from services.routing.domain.suggestion import Opinion
from services.routing.domain.suggestion.doubting import doubted
from services.routing.domain.suggestion.stating import stated
from services.routing.usecases import case_events, metrics
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker
from services.routing.usecases.suggesting.suggest import Suggest

BY_RULE = "rule"


@dataclass(frozen=True, slots=True)
class RouteCases:
    """One write for the whole batch. A case that is here already has been routed: its code is its key.

    What came without category or area is looked at by `suggest`, where there is one. Outside the forwarding hours a
    case is decided, stored and held; nobody is told yet. With `at_once` nothing is held: for a crisis, when agencies
    work round the clock.
    """

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker
    at_once: bool = False
    suggest: Suggest | None = None

    def __call__(self, events: Sequence[Event]) -> None:
        """Route the cases of `case.received` events. Raises `Retryable` while there is no catalogue."""
        assigner, now = self.catalogs.assigner(), self.clock.now()
        changes = [self._route(event, assigner, now) for event in events]
        new = self.cases.add(changes)
        log.info("cases routed", new=new, known=len(changes) - new)

    def _route(self, event: Event, assigner: Assigner, now: datetime) -> Change:
        submission = case_events.submission_of(event.data)
        opinion = self._opinion(submission, assigner, now)
        assignment, decision = assigner.first(submission, now, opinion.classified)
        self._watch(submission, decision, assigner, opinion)
        assignment = replace(assignment, trace=(*opinion.trace, *assignment.trace))
        if submission.doubts:
            assignment = doubted(assignment, assigner.catalog.centre, submission.doubts)
        return kept_time(self._opened(event, submission, assignment, opinion, assigner, now), assigner)

    def _opened(
        self,
        event: Event,
        submission: Submission,
        assignment: Assignment,
        opinion: Opinion,
        assigner: Assigner,
        now: datetime,
    ) -> Change:
        act = Act(event.id, BY_RULE, now)
        until = None if self.at_once else assigner.release_at(assignment, submission.urgency, now)
        if until:
            case = stated(hold_case(submission, assignment, act, until), act, opinion)
            return Change(case, self._classified(case, event))
        at_centre = assigner.is_centre(assignment.agency)
        case = stated(open_case(submission, assignment, act, at_centre=at_centre), act, opinion)
        return Change(case, (*self._classified(case, event), case_events.routed(case, event, self.links)))

    def _opinion(self, submission: Submission, assigner: Assigner, now: datetime) -> Opinion:
        """A guess that fails costs nobody his answer: the case goes on as if there had been none."""
        if self.suggest is None:
            return Opinion()
        try:
            opinion = self.suggest.about(submission, assigner.catalog, now)
        except Exception as error:  # noqa: BLE001 - see above
            log.error("suggestion failed", case=submission.code, error=type(error).__name__)
            metrics.SUGGESTED.labels("failed").inc()
            return Opinion()
        if opinion.suggested:
            metrics.SUGGESTED.labels("decided" if opinion.classified else "shown").inc()
        return opinion

    def _classified(self, case: Case, event: Event) -> tuple[Event, ...]:
        return (case_events.classified(case, event),) if case.classified else ()

    def _watch(self, submission: Submission, decision: Decision, assigner: Assigner, opinion: Opinion) -> None:
        by = "triage" if decision.triage or submission.doubts else "suggestion" if opinion.classified else "rule"
        metrics.ROUTED.labels(by).inc()
        if decision.broken:
            metrics.BROKEN_RULES.labels(decision.broken).inc()
            code, version = submission.code, assigner.catalog.version
            log.error("routing rule failed", case=code, rule=decision.broken, version=version)
