"""What other services are told about a case: the case's own facts, put into the events of the kit."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ulid import ULID

from services.kit.events import (
    Attachment,
    CaseAccepted,
    CaseAnswered,
    CaseReceived,
    CaseReturned,
    CaseRouted,
    CaseSupplemented,
    Event,
    EventData,
    SupplementRouted,
)
from services.kit.events import Contact as WireContact
from services.kit.events import Place as WirePlace
from services.routing.domain.case import Case, Contact, Entry, Submission
from services.routing.domain.file import Addition, File, Place
from services.routing.usecases.ports import Linker

SOURCE = "/routing"


def submission_of(data: CaseReceived) -> Submission:
    """Return what the citizen said from `case.received`."""
    contact = data.contact
    return Submission(
        code=data.code,
        channel=data.channel,
        received_at=data.received_at,
        title=data.title,
        text=data.text,
        category=data.category,
        area=data.area,
        address=data.address,
        urgency=data.urgency,
        kind=data.kind,
        language=data.language,
        contact=Contact(name=contact.name, phone=contact.phone, email=contact.email) if contact else None,
        share_contact=data.share_contact,
        private=data.private,
        place=Place(latitude=data.place.latitude, longitude=data.place.longitude) if data.place else None,
        files=_files(data.attachments),
    )


def addition_of(data: CaseSupplemented) -> Addition:
    """Return what the citizen added from `case.supplemented`."""
    return Addition(
        number=data.number,
        channel=data.channel,
        added_at=data.added_at,
        text=data.text,
        files=_files(data.attachments),
    )


def handed_over(case: Case, cause: Event | None, links: Linker) -> tuple[Event, ...]:
    """Tell a newly responsible agency everything: the case, and what was added to it so far."""
    return (
        routed(case, cause, links),
        *(supplemented(case, addition, cause, links) for addition in case.additions if not case.at_centre),
    )


def supplemented(case: Case, addition: Addition, cause: Event | None, links: Linker) -> Event:
    """Tell the responsible agency of an addition. The same addition told to another assignment is another event."""
    current = case.current
    data = SupplementRouted(
        code=case.code,
        assignment=current.number,
        agency=current.agency,
        number=addition.number,
        added_at=addition.added_at,
        text=addition.text,
        attachments=links(addition.files, current.agency, case.history[-1].at),
    )
    id_ = derived_id(case.code, str(current.number), str(addition.number), data.TYPE)
    return Event.of(data, source=SOURCE, subject=case.code, at=case.history[-1].at, cause=cause, id=id_)


def routed(case: Case, cause: Event | None, links: Linker) -> Event:
    """Tell who is responsible now. The contact goes along only where the assignment says so."""
    said, current = case.submission, case.current
    data = CaseRouted(
        code=said.code,
        assignment=current.number,
        agency=current.agency,
        agency_name=current.agency_name,
        category=said.category,
        area=said.area,
        address=said.address,
        title=said.title,
        text=said.text,
        kind=said.kind,
        urgency=said.urgency,
        channel=said.channel,
        language=said.language,
        received_at=said.received_at,
        routed_at=current.routed_at,
        due_at=current.due_at,
        due_reason_vi=current.due_reason_vi,
        due_reason_en=current.due_reason_en,
        rule=current.rule,
        trace=current.trace,
        triage=current.triage,
        contact=_wire(said.contact) if current.shares_contact else None,
        place=WirePlace(latitude=said.place.latitude, longitude=said.place.longitude) if said.place else None,
        attachments=links(said.files, current.agency, current.routed_at),
    )
    return _event(case, data, cause)


def accepted(case: Case, cause: Event | None) -> Event:
    """Tell that the agency has taken the case in hand."""
    entry = case.history[-1]
    data = CaseAccepted(
        code=case.code, assignment=entry.assignment, agency=entry.agency, accepted_at=entry.at, by=entry.by
    )
    return _event(case, data, cause)


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
    return _event(case, data, cause)


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
    return _event(case, data, cause)


def derived_id(*parts: str) -> str:
    """Return an event id (ULID) that is the same whenever it is made from the same parts."""
    return str(ULID(hashlib.sha256("\n".join(parts).encode()).digest()[:16]))


def _event(case: Case, data: EventData, cause: Event | None) -> Event:
    """The id follows from the act, so that the same act done again, by whomever, tells the same event."""
    last: Entry = case.history[-1]
    id_ = derived_id(case.code, last.act, data.TYPE)
    return Event.of(data, source=SOURCE, subject=case.code, at=last.at, cause=cause, id=id_)


def _wire(contact: Contact | None) -> WireContact | None:
    return WireContact(name=contact.name, phone=contact.phone, email=contact.email) if contact else None


def _files(attachments: Sequence[Attachment]) -> tuple[File, ...]:
    return tuple(
        File(
            id=each.id,
            name=each.name,
            media_type=each.media_type,
            kind=each.kind,
            size=each.size,
            caution=each.caution,
        )
        for each in attachments
    )
