"""The answer, and its parts."""

from __future__ import annotations

from services.kit.events import AttachmentLink, CaseAnswered, CaseContributed, ContributionRouted, Event
from services.routing.domain.assignment import Assignment, Contribution
from services.routing.domain.case import Case
from services.routing.usecases.case_events.making import SOURCE, derived_id, made


def answered(case: Case, cause: Event | None, files: tuple[AttachmentLink, ...] = ()) -> Event:
    """Tell the answer. `files` are links to what came with it."""
    if case.answer is None:
        raise ValueError("told only of answered cases")
    given, current = case.answer, case.current
    data = CaseAnswered(
        code=case.code,
        assignment=current.number,
        agency=current.agency,
        agency_name=current.agency_name,
        answered_at=given.at,
        due_at=current.due_at,
        on_time=given.on_time,
        outcome=given.outcome,
        answer=given.text,
        by=given.by,
        scheduled_for=given.scheduled_for,
        proof=given.proof,
        files=files,
        approved_by=given.approved_by,
        original_due_at=current.original_due_at,
        merged_into=case.merged_into,
        times=case.reopened,
        category=case.category,
        area=case.area,
    )
    return made(case, data, cause)


def contributed(case: Case, part: Assignment, cause: Event | None) -> tuple[Event, ...]:
    """Tell everybody inside of a part, and the lead agency what it says."""
    given = _given(part)
    for_all = CaseContributed(
        code=case.code,
        assignment=part.number,
        agency=part.agency,
        agency_name=part.agency_name,
        lead=case.current.agency,
        contribution=given.text,
        contributed_at=given.at,
        due_at=part.due_at,
        on_time=given.on_time,
        by=given.by,
    )
    for_lead = ContributionRouted(
        code=case.code,
        assignment=case.current.number,
        agency=case.current.agency,
        from_agency=part.agency,
        from_agency_name=part.agency_name,
        contribution=given.text,
        contributed_at=given.at,
    )
    id_ = derived_id(case.code, case.history[-1].act, for_lead.TYPE)
    routed = Event.of(for_lead, source=SOURCE, subject=case.code, at=given.at, cause=cause, id=id_)
    return made(case, for_all, cause), routed


def _given(part: Assignment) -> Contribution:
    if part.contribution is None:
        raise ValueError("told only of parts that were given")
    return part.contribution
