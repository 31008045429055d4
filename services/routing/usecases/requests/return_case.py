"""The agency is not competent."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling, unknown_agency

NO_LEAD = "Cơ quan chủ trì đã trả lại phản ánh; Trung tâm sẽ phân công lại."


@dataclass(frozen=True, slots=True)
class Return:
    """The agency is not competent, and perhaps knows who is."""

    reason: str
    suggestion: str | None = None


def return_case(request: Return, asked: Asked) -> Change:
    """Return the case at the centre. Raises `Rejected("unknown-agency")` for a suggestion nobody knows."""
    case, act, means = asked.case, asked.act, asked.means
    if request.suggestion is not None and request.suggestion not in means.assigner.catalog.agencies:
        raise unknown_agency(request.suggestion)
    after = acts.return_to_centre(case, act, request.reason, request.suggestion, means.assigner.to_centre(case, act.at))
    told = (
        case_events.returned(after, means.cause),
        case_events.routed(after, means.cause, means.links),
        *case_events.parts_ended(case, after, NO_LEAD, means.cause),
    )
    return Change(after, told, case)


RETURN = Handling(Did.RETURNED, return_case)
