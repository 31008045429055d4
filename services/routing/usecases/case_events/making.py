"""What all events about cases share: where they come from, and ids that follow from what was done."""

from __future__ import annotations

import hashlib

from ulid import ULID

from services.kit.events import Event, EventData
from services.routing.domain.case import Case, Entry

SOURCE = "/routing"


def derived_id(*parts: str) -> str:
    """Return an event id (ULID) that is the same whenever it is made from the same parts."""
    return str(ULID(hashlib.sha256("\n".join(parts).encode()).digest()[:16]))


def made(case: Case, data: EventData, cause: Event | None) -> Event:
    """Return an event about the last thing that was done to the case.

    The id follows from the act, so that the same act done again, by whomever, tells the same event.
    """
    last: Entry = case.history[-1]
    id_ = derived_id(case.code, last.act, data.TYPE)
    return Event.of(data, source=SOURCE, subject=case.code, at=last.at, cause=cause, id=id_)
