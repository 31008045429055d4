"""Cases about one matter."""

from __future__ import annotations

from services.kit.events import CaseMerged, Event
from services.routing.domain.case import Case
from services.routing.usecases.case_events.making import made


def merged(case: Case, primary: Case, cause: Event | None = None) -> Event:
    """Tell that a case follows another; its citizen stays subscribed."""
    last = case.history[-1]
    data = CaseMerged(code=case.code, agency=primary.current.agency, into=primary.code, merged_at=last.at, by=last.by)
    return made(case, data, cause)
