"""Take ratings: what citizens say of answers joins their cases, and opens again what is not settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.kit.events import CaseRated, Event
from services.kit.failures import Retryable
from services.kit.logs import log
from services.routing.domain import acts
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_CITIZEN = "citizen"
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class TakeRatings:
    """A rating is known by its event. It opens a case only while the answer it is about still stands, within the
    province's window, and not too often: afterwards it is written down all the same.
    """

    cases: Cases
    catalogs: Catalogs
    links: Linker

    def __call__(self, events: Sequence[Event]) -> None:
        """Take `case.rated` events. Raises `Retryable` for cases that are not here yet, or that keep changing."""
        assigner = self.catalogs.assigner()
        for _ in range(MOST_TRIES):
            known = dict(self.cases.find({event.data.code for event in events}))
            changes: dict[str, Change] = {}
            for event in events:
                self._take(event, known, changes, assigner)
            if self.cases.save(list(changes.values())):
                _require_all(events, known)
                return
        raise Retryable("cases keep changing")

    def _take(self, event: Event, known: dict[str, Case], changes: dict[str, Change], assigner: Assigner) -> None:
        data: CaseRated = event.data
        earlier = changes.get(data.code)
        case = earlier.case if earlier else known.get(data.code)
        if case is None or case.has_seen(event.id):
            return
        act = Act(event.id, BY_CITIZEN, data.rated_at)
        after = acts.rate(case, act, data.rating, data.comment or None)
        told: tuple[Event, ...] = ()
        if data.not_fixed and _may_reopen(case, data, assigner):
            after, told = self._reopened(after, event, assigner)
        before, so_far = (earlier.before, earlier.events) if earlier else (case, ())
        changes[data.code] = kept_time(Change(after, (*so_far, *told), before), assigner)

    def _reopened(self, case: Case, event: Event, assigner: Assigner) -> tuple[Case, tuple[Event, ...]]:
        data: CaseRated = event.data
        answered_by, act = case.current.agency, Act(f"{event.id}/reopen", BY_CITIZEN, data.rated_at)
        after = acts.reopen(case, act, data.comment, assigner.reopened(case, data.rated_at))
        log.info("case reopened", case=case.code, times=after.reopened)
        told = case_events.reopened(after, answered_by, event)
        return after, (told, case_events.routed(after, event, self.links))


def _may_reopen(case: Case, data: CaseRated, assigner: Assigner) -> bool:
    limits = assigner.catalog.limits
    if case.state is not State.ANSWERED or case.answer is None or case.reopened >= limits.most_reopens:
        return False
    about_this_one = abs(case.answer.at - data.answered_at) < timedelta(seconds=1)
    return about_this_one and data.rated_at - case.answer.at <= timedelta(days=limits.reopen_window_days)


def _require_all(events: Sequence[Event], known: dict[str, Case]) -> None:
    """The case may still be on its way on another queue: the rating comes again later."""
    if {event.data.code for event in events} - known.keys():
        raise Retryable("case not here yet")
