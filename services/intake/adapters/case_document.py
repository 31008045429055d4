"""A case of intake as a MongoDB document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.intake.usecases.ports import StoredCase, Supplement
from services.kit.events import Attachment, CaseReceived, Contact, Event, GivenAnswer, Place
from services.kit.storage.outbox import entry

Document = dict[str, Any]


def document_of(case: StoredCase) -> Document:
    """Return the whole document of a new case, with its `case.received` in the outbox."""
    data = case.data
    event = Event.of(data, source=f"/intake/{data.channel}", subject=data.code, at=data.received_at)
    return {
        "_id": data.code,
        "channel": data.channel,
        "client_key": case.client_key,
        "fingerprint": case.fingerprint,
        "received_at": data.received_at,
        "looked_at_from": case.looked_at_from,
        "filed_by": case.filed_by,
        "doubts": list(case.doubts),
        "data": {
            **vars(data),
            "contact": vars(data.contact) if data.contact else None,
            "place": vars(data.place) if data.place else None,
            "attachments": [vars(each) for each in data.attachments],
            "answers": [vars(each) for each in data.answers],
        },
        "outbox": [entry(event, key=data.channel)],
    }


def case_of(document: Mapping[str, Any]) -> StoredCase:
    """Return the case in a document, additions and outbox left aside."""
    return StoredCase(
        data=data_of(document["data"]),
        client_key=document["client_key"],
        fingerprint=document["fingerprint"],
        looked_at_from=document["looked_at_from"],
        filed_by=document["filed_by"],
        doubts=tuple(document.get("doubts", ())),
    )


def data_of(stored: Mapping[str, Any]) -> CaseReceived:
    """Return what `case.received` said."""
    contact, place = stored["contact"], stored.get("place")
    parts = {
        "contact": Contact(**contact) if contact else None,
        "place": Place(**place) if place else None,
        "attachments": attachments_of(stored),
        "answers": tuple(GivenAnswer(**each) for each in stored.get("answers", ())),
        "doubts": tuple(stored.get("doubts", ())),
    }
    return CaseReceived(**{**stored, **parts})


def supplement_document(supplement: Supplement) -> Document:
    """Return one addition."""
    return {
        "number": supplement.number,
        "channel": supplement.channel,
        "client_key": supplement.client_key,
        "added_at": supplement.added_at,
        "text": supplement.text,
        "attachments": [vars(each) for each in supplement.attachments],
    }


def supplement_of(document: Mapping[str, Any]) -> Supplement:
    """Return the addition in a document."""
    return Supplement(**{**document, "attachments": attachments_of(document)})


def attachments_of(document: Mapping[str, Any]) -> tuple[Attachment, ...]:
    """Return the files a document names."""
    return tuple(Attachment(**each) for each in document["attachments"])
