"""From events to what the domain knows: only what is needed is taken over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from services.kit.events import (
    Attachment,
    AttachmentLink,
    CaseAnswered,
    CaseProgressed,
    CaseReceived,
    CaseReopened,
    CaseRouted,
    Event,
)
from services.publish.domain import projection
from services.publish.domain.case import Answer, Case, Contact, Received, Routing, Stage, Text
from services.publish.domain.photo import ANSWER, IMAGE, QUESTION, Picture
from services.publish.domain.policy import looks_secret
from services.publish.domain.proof import proof_of
from services.publish.usecases.moments import MOMENTS, add_moment

LEAD = "lead"
#: A link to a file of an answer, by the service that keeps it. Nothing of the link is kept but the file's id.
_FILE = re.compile(r"/tep/(?P<id>[0-9A-HJKMNP-TV-Z]{26})/")
Add = Callable[[Case, Event], Case]


def additions(tracking_key: bytes) -> dict[type, Add]:
    """Return what each kind of event adds to a case."""

    def add_received(case: Case, event: Event) -> Case:
        data: CaseReceived = event.data
        proof = proof_of(tracking_key, data.code, data.pin) if data.pin else None
        return projection.receive(case, _received(event), _contact(data), proof)

    return {
        CaseReceived: add_received,
        CaseRouted: _add_routing,
        CaseAnswered: _add_answer,
        CaseProgressed: _add_stage,
        **dict.fromkeys(MOMENTS, add_moment),
        CaseReopened: _add_reopening,
    }


def _add_reopening(case: Case, event: Event) -> Case:
    return add_moment(projection.reopen(case, event.data.reopened_at), event)


def _add_stage(case: Case, event: Event) -> Case:
    data: CaseProgressed = event.data
    return projection.progress(
        case,
        Stage(
            event=event.id,
            at=data.progressed_at,
            vi=data.stage_vi,
            en=data.stage_en,
            note=data.note,
            tracking=data.tracking,
            day=data.day.isoformat() if data.day else None,
        ),
    )


def _received(event: Event) -> Received:
    data: CaseReceived = event.data
    return Received(
        event=event.id,
        received_at=data.received_at,
        channel=data.channel,
        kind=data.kind,
        category=data.category,
        area=data.area,
        private=data.private,
        secret=looks_secret(data.title, data.text),
        title=Text("", data.title),
        text=Text("", data.text),
        address=Text("", data.address) if data.address else None,
        pictures=tuple(Picture(id=each.id, part=QUESTION, caution=each.caution) for each in _images(data.attachments)),
    )


def _contact(data: CaseReceived) -> Contact | None:
    given = data.contact
    return (
        Contact(given.name, given.phone, given.email) if given and (given.name or given.phone or given.email) else None
    )


def _add_routing(case: Case, event: Event) -> Case:
    data: CaseRouted = event.data
    if data.role != LEAD:  # a coordinating agency's part is between agencies
        return case
    routing = Routing(
        event=event.id,
        assignment=data.assignment,
        agency=data.agency,
        agency_name=data.agency_name,
        category=data.category,
        area=data.area,
        triage=data.triage,
        routed_at=data.routed_at,
        due_at=data.due_at,
        due_reason_vi=data.due_reason_vi,
        due_reason_en=data.due_reason_en,
    )
    return projection.route(case, routing)


def _images(files: Iterable[Attachment]) -> Iterator[Attachment]:
    return (each for each in files if each.kind == IMAGE)


def _linked(files: Iterable[AttachmentLink]) -> Iterator[Picture]:
    """Yield the pictures of an answer. Whether one shows a card is looked at when an editor lets it out."""
    for each in files:
        if each.kind == IMAGE and (found := _FILE.search(each.url)):
            yield Picture(id=found["id"], part=ANSWER)


def _add_answer(case: Case, event: Event) -> Case:
    data: CaseAnswered = event.data
    given = Answer(
        event=event.id,
        assignment=data.assignment,
        agency=data.agency,
        agency_name=data.agency_name,
        answered_at=data.answered_at,
        due_at=data.due_at,
        on_time=data.on_time,
        outcome=data.outcome,
        text=Text("", data.answer),
        trace=event.traceparent,
        category=data.category,
        area=data.area,
        merged_into=data.merged_into,
        scheduled_for=data.scheduled_for.isoformat() if data.scheduled_for else None,
        proof=data.proof,
        pictures=tuple(_linked(data.files)),
    )
    return projection.answer(case, given)
