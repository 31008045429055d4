"""Who has the case now, and what they need to work."""

from __future__ import annotations

from services.kit.events import CaseAccepted, CaseReturned, CaseRouted, Event, SupplementRouted
from services.kit.events import Contact as WireContact
from services.kit.events import GivenAnswer as WireAnswer
from services.kit.events import Place as WirePlace
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, State
from services.routing.domain.file import Addition
from services.routing.domain.submission import Contact, GivenAnswer
from services.routing.usecases.case_events.making import SOURCE, derived_id, made
from services.routing.usecases.ports import Linker


def handed_over(case: Case, cause: Event | None, links: Linker) -> tuple[Event, ...]:
    """Tell a newly responsible agency everything: the case, and what was added to it so far."""
    return (
        routed(case, cause, links),
        *(_told_of(case, case.current, each, cause, links) for each in case.additions if not case.at_centre),
    )


def supplemented(case: Case, addition: Addition, cause: Event | None, links: Linker) -> tuple[Event, ...]:
    """Tell the agencies that work on a case of an addition: the lead, and those that owe a part."""
    if case.at_centre or case.state in (State.MERGED, State.WITHDRAWN):
        return ()
    working = (case.current, *(part for part in case.parts if part.is_open_part))
    return tuple(_told_of(case, each, addition, cause, links) for each in working)


def _told_of(case: Case, to: Assignment, addition: Addition, cause: Event | None, links: Linker) -> Event:
    """The same addition told to another assignment is another event."""
    data = SupplementRouted(
        code=case.code,
        assignment=to.number,
        agency=to.agency,
        number=addition.number,
        added_at=addition.added_at,
        text=addition.text,
        attachments=links(addition.files, to.agency, case.history[-1].at),
    )
    id_ = derived_id(case.code, str(to.number), str(addition.number), data.TYPE)
    return Event.of(data, source=SOURCE, subject=case.code, at=case.history[-1].at, cause=cause, id=id_)


def routed(case: Case, cause: Event | None, links: Linker) -> Event:
    """Tell who is responsible now."""
    return assigned(case, case.current, cause, links)


def assigned(case: Case, assignment: Assignment, cause: Event | None, links: Linker) -> Event:
    """Tell an agency of its assignment. The contact goes along only where the assignment says so."""
    said = case.submission
    data = CaseRouted(
        code=said.code,
        assignment=assignment.number,
        agency=assignment.agency,
        agency_name=assignment.agency_name,
        category=case.category,
        area=case.area,
        address=said.address,
        title=said.title,
        text=said.text,
        kind=case.kind,
        urgency=case.urgency,
        channel=said.channel,
        language=said.language,
        received_at=said.received_at,
        routed_at=assignment.routed_at,
        due_at=assignment.due_at,
        due_reason_vi=assignment.due_reason_vi,
        due_reason_en=assignment.due_reason_en,
        rule=assignment.rule,
        trace=assignment.trace,
        triage=assignment.triage,
        contact=_wire(said.contact) if assignment.shares_contact else None,
        place=WirePlace(latitude=said.place.latitude, longitude=said.place.longitude) if said.place else None,
        attachments=links(said.files, assignment.agency, assignment.routed_at),
        role=assignment.role,
        task=assignment.task,
        answers=tuple(_wire_answer(each) for each in said.answers),
        rules=assignment.rules,
        original_due_at=assignment.original_due_at,
        objection=case.objection,
    )
    id_ = derived_id(case.code, case.history[-1].act, data.TYPE, *(() if assignment.is_lead else (assignment.agency,)))
    return Event.of(data, source=SOURCE, subject=case.code, at=case.history[-1].at, cause=cause, id=id_)


def parts_assigned(case: Case, numbers: frozenset[int], cause: Event | None, links: Linker) -> tuple[Event, ...]:
    """Tell coordinating agencies what is asked of them, and what was added to the case so far."""
    parts = [part for part in case.assignments if part.number in numbers]
    told = [assigned(case, part, cause, links) for part in parts]
    return (*told, *(_told_of(case, part, each, cause, links) for part in parts for each in case.additions))


def accepted(case: Case, cause: Event | None) -> Event:
    """Tell that the agency has taken the case in hand."""
    entry = case.history[-1]
    data = CaseAccepted(
        code=case.code, assignment=entry.assignment, agency=entry.agency, accepted_at=entry.at, by=entry.by
    )
    return made(case, data, cause)


def returned(case: Case, cause: Event | None) -> Event:
    """Tell that an agency sent the case back to the centre."""
    entry = case.history[-1]
    data = CaseReturned(
        code=case.code,
        assignment=entry.assignment,
        agency=entry.agency,
        returned_at=entry.at,
        reason=entry.note or "",
        suggestion=entry.suggestion,
        by=entry.by,
    )
    return made(case, data, cause)


def _wire(contact: Contact | None) -> WireContact | None:
    return WireContact(name=contact.name, phone=contact.phone, email=contact.email) if contact else None


def _wire_answer(given: GivenAnswer) -> WireAnswer:
    return WireAnswer(
        question=given.question, value=given.value, label=given.label, text=given.text, public=given.public
    )
