"""The answer."""

from __future__ import annotations

from services.kit.events import CaseAnswered, Event
from services.routing.domain.case import Case
from services.routing.usecases.case_events.making import made


def answered(case: Case, cause: Event | None) -> Event:
    """Tell the answer."""
    if case.answer is None:
        raise ValueError("told only of answered cases")
    data = CaseAnswered(
        code=case.code,
        assignment=case.current.number,
        agency=case.current.agency,
        agency_name=case.current.agency_name,
        answered_at=case.answer.at,
        due_at=case.current.due_at,
        on_time=case.answer.on_time,
        outcome=case.answer.outcome,
        answer=case.answer.text,
        by=case.answer.by,
    )
    return made(case, data, cause)
