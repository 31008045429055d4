"""Words of the events by which the portal tells what became of an answer."""

from __future__ import annotations

import hashlib
from datetime import datetime

from ulid import ULID

from services.kit.events import CasePublished, CaseWithheld, Event
from services.kit.events.definition import EventData
from services.publish.domain.case import Announcement, Case
from services.publish.domain.policy import EDITOR, PUBLISHED

SOURCE = "/publish"


def path_of(code: str) -> str:
    """Return the path of a case's page."""
    return f"/ca/{code}"


def announce(case: Case, announcement: Announcement, at: datetime) -> tuple[Event, str]:
    """Return the event and the end of its routing key.

    Its id follows from the answer and how often it was decided about: the same work done twice makes the same event.
    """
    answer = announcement.answer
    data: EventData
    if answer.state == PUBLISHED:
        data = CasePublished(
            code=case.code, agency=answer.agency, published_at=at, answered_event=answer.event, path=path_of(case.code)
        )
    else:
        data = CaseWithheld(
            code=case.code,
            agency=answer.agency,
            withheld_at=at,
            reason=answer.reason or EDITOR,
            ground=answer.ground,
        )
    cause = Event("", "", case.code, at, answer.trace, None)
    id_ = event_id(answer.event, announcement.number, answer.answered_at)
    return Event.of(data, source=SOURCE, subject=case.code, at=at, cause=cause, id=id_), answer.agency


def event_id(answered: str, number: int, at: datetime) -> str:
    """Return a ULID made of the answer's time and a hash of its event id and the decision's number."""
    digest = hashlib.sha256(f"{answered}/{number}".encode()).digest()
    return str(ULID.from_bytes(int(at.timestamp() * 1000).to_bytes(6, "big") + digest[:10]))
