"""Take withdrawals: what a citizen takes back before it is answered ends, and everybody who worked on it hears so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.events import CaseWithdrawalRequested, Event
from services.kit.failures import Retryable
from services.kit.logs import log
from services.routing.domain import acts
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.ports import Cases, Catalogs, Change

BY_CITIZEN = "citizen"
MOST_TRIES = 5
TOO_LATE = "Người dân muốn rút phản ánh, nhưng đã có câu trả lời."


@dataclass(frozen=True, slots=True)
class TakeWithdrawals:
    """A wish is known by its event. Once the citizen has read an answer the case stays what it is: the wish is written
    down, and nothing is told.
    """

    cases: Cases
    catalogs: Catalogs

    def __call__(self, events: Sequence[Event]) -> None:
        """Take `case.withdrawal_requested`. Raises `Retryable` for cases not here yet, or that keep changing."""
        assigner = self.catalogs.assigner()
        for _ in range(MOST_TRIES):
            known = dict(self.cases.find({event.data.code for event in events}))
            changes: dict[str, Change] = {}
            for event in events:
                _take(event, known, changes, assigner)
            if self.cases.save(list(changes.values())):
                _require_all(events, known)
                return
        raise Retryable("cases keep changing")


def _take(event: Event, known: dict[str, Case], changes: dict[str, Change], assigner: Assigner) -> None:
    code = event.data.code
    earlier = changes.get(code)
    case = earlier.case if earlier else known.get(code)
    if case is None or case.has_seen(event.id) or case.state is State.WITHDRAWN:
        return
    before, so_far = (earlier.before, earlier.events) if earlier else (case, ())
    after, told = _taken_back(case, event)
    changes[code] = kept_time(Change(after, (*so_far, *told), before), assigner)


def _taken_back(case: Case, event: Event) -> tuple[Case, tuple[Event, ...]]:
    data: CaseWithdrawalRequested = event.data
    act = Act(event.id, BY_CITIZEN, data.requested_at)
    if case.was_answered:
        return acts.note(case, act, f"{TOO_LATE} {data.reason}".strip()), ()
    after = acts.withdraw(case, act, data.reason)
    log.info("case withdrawn", case=case.code)
    return after, case_events.withdrawn(case, after, event)


def _require_all(events: Sequence[Event], known: dict[str, Case]) -> None:
    """The case may still be on its way on another queue: the wish comes again later."""
    if {event.data.code for event in events} - known.keys():
        raise Retryable("case not here yet")
