"""What the citizen said and added, from intake's events."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.events import Attachment, CaseReceived, CaseSupplemented
from services.routing.domain.file import Addition, File, Place
from services.routing.domain.submission import Contact, GivenAnswer, Submission


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
        answers=tuple(
            GivenAnswer(question=each.question, value=each.value, label=each.label, text=each.text, public=each.public)
            for each in data.answers
        ),
        doubts=tuple(data.doubts),
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
