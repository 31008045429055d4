"""Cases about one matter."""

from __future__ import annotations

from services.kit.events import CaseAnswered, CaseMerged, Event, SupplementRouted
from services.routing.domain.case import Case
from services.routing.domain.file import Addition
from services.routing.usecases.case_events.making import SOURCE, derived_id, made
from services.routing.usecases.ports import Linker


def merged(case: Case, primary: Case, cause: Event | None = None) -> Event:
    """Tell that a case follows another."""
    last = case.history[-1]
    data = CaseMerged(code=case.code, agency=primary.current.agency, into=primary.code, merged_at=last.at, by=last.by)
    return made(case, data, cause)


def got_answer(case: Case, primary: Case) -> Event:
    """Tell a follower's citizen the answer: it is the primary's, given by the primary's agency."""
    given, lead = case.answer, primary.current
    if given is None:
        raise ValueError("told only of answered cases")
    data = CaseAnswered(
        code=case.code,
        assignment=case.current.number,
        agency=lead.agency,
        agency_name=lead.agency_name,
        answered_at=given.at,
        due_at=case.current.due_at,
        on_time=given.on_time,
        outcome=given.outcome,
        answer=given.text,
        by=given.by,
        scheduled_for=given.scheduled_for,
        proof=given.proof,
        approved_by=given.approved_by,
        merged_into=primary.code,
        times=case.reopened,
        category=case.category,
        area=case.area,
    )
    return made(case, data, None)


def added_to_primary(primary: Case, follower: Case, addition: Addition, cause: Event, links: Linker) -> Event:
    """Tell the primary's agency what a follower's citizen adds: one matter, whoever speaks of it."""
    current = primary.current
    data = SupplementRouted(
        code=primary.code,
        assignment=current.number,
        agency=current.agency,
        number=addition.number,
        added_at=addition.added_at,
        text=addition.text,
        attachments=links(addition.files, current.agency, addition.added_at),
    )
    id_ = derived_id(primary.code, follower.code, str(addition.number), data.TYPE)
    return Event.of(data, source=SOURCE, subject=primary.code, at=addition.added_at, cause=cause, id=id_)
