"""An operator names the competent agency."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.events import Event
from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.case import Case, Did
from services.routing.domain.catalog import BrokenCatalog
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling, unknown_agency

TAKEN = "Trưởng ca Tổng đài 1022 phân công lại."


@dataclass(frozen=True, slots=True)
class Reassign:
    """An operator names the competent agency."""

    agency: str
    note: str | None = None


def reassign(request: Reassign, asked: Asked) -> Change:
    """Return the case with its new agency. Raises `Rejected` (already-at-the-centre, unknown-agency)."""
    case, act, means = asked.case, asked.act, asked.means
    if means.assigner.is_centre(request.agency):
        raise Rejected("already-at-the-centre", "Phản ánh đang ở Trung tâm.", "The case is at the centre already.")
    try:
        assignment = means.assigner.to_agency(case, request.agency, act.at)
    except BrokenCatalog as error:
        raise unknown_agency(request.agency) from error
    after = acts.reassign(case, act, assignment, request.note)
    told = (*case_events.handed_over(after, means.cause, means.links), *_let_go(case, after, means.cause))
    return Change(after, told, case)


def _let_go(before: Case, after: Case, cause: Event | None) -> tuple[Event, ...]:
    """Tell an agency out of whose hands the case was taken, and those that owed parts."""
    ended = case_events.parts_ended(before, after, TAKEN, cause)
    if before.at_centre:
        return ended
    return (case_events.moved(after, before.current, TAKEN, cause), *ended)


REASSIGN = Handling(Did.REASSIGNED, reassign)
