"""The way of a case as its citizen reads it: where it stands, by when it is answered and why then, every step in order.

Everything is computed from the whole of what is known, so that it does not matter in which order events came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.publish.domain.case import (
    ACCEPTED,
    ASKED,
    EXTENDED,
    MERGED,
    MOVED,
    RESUMED,
    SUPPLEMENTED,
    WITHDRAWN,
    Case,
    Moment,
    Text,
)

RECEIVED, ROUTED, ANSWERED, REOPENED, PROGRESSED = "received", "routed", "answered", "reopened", "progressed"
#: At the same instant, what comes first in this list comes first on the page.
_ORDER = (RECEIVED, MOVED, ROUTED, ACCEPTED, ASKED, SUPPLEMENTED, RESUMED, EXTENDED, MERGED, PROGRESSED, ANSWERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step: `words` in somebody's own language, `vi` and `en` where it is one of the known steps of the work."""

    kind: str
    at: datetime
    agency_name: str = ""
    words: str = ""
    until: datetime | None = None
    due_at: datetime | None = None
    files: int = 0
    why: str = ""
    vi: str = ""
    en: str = ""
    tracking: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when the case is answered: `reason_*` say how the first time came about, `extension` the last word on more
    time, `first_at` the time before anything moved it. `stands_still`: the clock waits for the citizen.
    """

    at: datetime
    reason_vi: str
    reason_en: str
    first_at: datetime | None = None
    extension: str = ""
    waited: bool = False
    stands_still: bool = False


def standing(case: Case) -> str:
    """Return received, routed, accepted, asked, merged, answered, reopened or withdrawn."""
    if case.is_withdrawn:
        return WITHDRAWN
    if case.answer:
        return REOPENED if case.is_reopened else ANSWERED
    if question(case):
        return ASKED
    if _is_merged(case):
        return MERGED
    return _with_agency(case)


def question(case: Case) -> Moment | None:
    """Return what the citizen is asked and has not been waited for to the end; None while nobody waits for them."""
    current = case.routing
    if current is None or case.is_withdrawn or (case.answer and not case.is_reopened):
        return None
    asked = _last(case, ASKED, current.assignment)
    over = _last(case, RESUMED, current.assignment)
    return None if asked is None or (over and over.at >= asked.at) else asked


def due(case: Case) -> Due | None:
    """Return by when the case is answered, and why then; None while nobody has it."""
    current = case.routing
    if current is None:
        return None
    extended, resumed = _last(case, EXTENDED, current.assignment), _last(case, RESUMED, current.assignment)
    last = max((each for each in (extended, resumed) if each), key=lambda each: (each.at, each.event), default=None)
    at = (last and last.due_at) or current.due_at
    return Due(
        at=at,
        reason_vi=current.due_reason_vi,
        reason_en=current.due_reason_en,
        first_at=current.due_at if at != current.due_at else None,
        extension=_said(extended.words) if extended else "",
        waited=resumed is not None,
        stands_still=question(case) is not None,
    )


def may_be_withdrawn(case: Case) -> bool:
    """Return whether its citizen may still take it back: until they have read an answer for the first time."""
    return case.received is not None and not case.answers and not case.is_withdrawn


def may_be_supplemented(case: Case) -> bool:
    """Return whether somebody still works on it, and so reads what is added."""
    return standing(case) not in (WITHDRAWN, ANSWERED)


def lines(case: Case) -> tuple[Line, ...]:
    """Return every step, oldest first."""
    return tuple(sorted(_lines(case), key=lambda each: (each.at, _place(each.kind))))


def _lines(case: Case) -> Iterator[Line]:
    if case.received:
        yield Line(kind=RECEIVED, at=case.received.received_at)
    leads = {each.assignment for each in case.routings.values()}
    for routed in case.routings.values():
        yield Line(kind=ROUTED, at=routed.routed_at, agency_name=routed.agency_name, due_at=routed.due_at)
    for moment in case.moments.values():
        if moment.assignment == 0 or moment.assignment in leads:
            yield _line(moment)
    for stage in case.stages.values():
        yield Line(
            kind=PROGRESSED,
            at=stage.at,
            vi=stage.vi,
            en=stage.en,
            words=stage.note or "",
            tracking=stage.tracking or "",
            day=stage.day or "",
        )
    for given in case.answers.values():
        yield Line(kind=ANSWERED, at=given.answered_at, agency_name=given.agency_name)


def _line(moment: Moment) -> Line:
    return Line(
        kind=moment.kind,
        at=moment.at,
        agency_name=moment.agency_name or "",
        words=_said(moment.words),
        until=moment.until,
        due_at=moment.due_at,
        files=moment.files,
        why=moment.why or "",
    )


def _with_agency(case: Case) -> str:
    current = case.routing
    if current is None:
        return RECEIVED
    return ACCEPTED if _last(case, ACCEPTED, current.assignment) else ROUTED


def _is_merged(case: Case) -> bool:
    merged, current = _last(case, MERGED, 0), case.routing
    return merged is not None and (current is None or current.routed_at <= merged.at)


def _last(case: Case, kind: str, assignment: int) -> Moment | None:
    """Return the latest moment of a kind, by time and then by event, so that every order of arrival agrees."""
    of_kind = (each for each in case.moments.values() if (each.kind, each.assignment) == (kind, assignment))
    return max(of_kind, key=lambda each: (each.at, each.event), default=None)


def _said(words: Text | None) -> str:
    return words.public if words else ""


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
