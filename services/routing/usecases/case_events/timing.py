"""The clock: questions to the citizen, more time, the ladder of escalation."""

from __future__ import annotations

from services.kit.events import (
    CaseDueSoon,
    CaseExtended,
    CaseInfoRequested,
    CaseOverdue,
    CaseResumed,
    Event,
    EventData,
    ExtensionRefused,
)
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case
from services.routing.domain.escalation import DUE_SOON
from services.routing.usecases.case_events.making import SOURCE, derived_id, made


def asked(case: Case, cause: Event | None) -> Event:
    """Tell the citizen what is asked of them."""
    question = case.question
    if question is None:
        raise ValueError("told only of cases that wait")
    current = case.current
    data = CaseInfoRequested(
        code=case.code,
        assignment=current.number,
        agency=current.agency,
        agency_name=current.agency_name,
        question=question.text,
        asked_at=question.asked_at,
        answer_by=question.answer_by,
        by=question.by,
    )
    return made(case, data, cause)


def resumed(case: Case, why: str, cause: Event | None) -> Event:
    """Tell that the clock runs again."""
    current, at = case.current, case.history[-1].at
    data = CaseResumed(
        code=case.code, assignment=current.number, agency=current.agency, resumed_at=at, due_at=current.due_at, why=why
    )
    return made(case, data, cause)


def extended(case: Case, of: Assignment, reason: str, cause: Event | None) -> Event:
    """Tell that there is more time."""
    last = case.history[-1]
    data = CaseExtended(
        code=case.code,
        assignment=of.number,
        agency=of.agency,
        agency_name=of.agency_name,
        original_due_at=of.first_due_at,
        due_at=of.due_at,
        reason=reason,
        extended_at=last.at,
        by=last.by,
        role=of.role,
    )
    return made(case, data, cause)


def extension_refused(case: Case, of: Assignment, reason: str, cause: Event | None) -> Event:
    """Tell the agency that it does not get more time."""
    last = case.history[-1]
    data = ExtensionRefused(
        code=case.code,
        assignment=of.number,
        agency=of.agency,
        due_at=of.due_at,
        reason=reason,
        refused_at=last.at,
        by=last.by,
    )
    return made(case, data, cause)


def climbed(case: Case, of: Assignment, level: int) -> Event:
    """Tell that an assignment has come to a step of the ladder; each step of an assignment is one event."""
    at = case.history[-1].at
    its = {"code": case.code, "assignment": of.number, "agency": of.agency, "agency_name": of.agency_name}
    data: EventData
    if level == DUE_SOON:
        data = CaseDueSoon(**its, due_at=of.due_at, told_at=at)  # type: ignore[arg-type]
    else:
        data = CaseOverdue(**its, due_at=of.due_at, level=level - DUE_SOON, told_at=at)  # type: ignore[arg-type]
    id_ = derived_id(case.code, data.TYPE, str(of.number), str(level), of.due_at.isoformat())
    return Event.of(data, source=SOURCE, subject=case.code, at=at, id=id_)
