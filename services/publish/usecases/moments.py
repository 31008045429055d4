"""From events to moments: what a citizen may read of the way their case goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.kit.events import (
    CaseAccepted,
    CaseExtended,
    CaseInfoRequested,
    CaseMerged,
    CaseMoved,
    CaseReopened,
    CaseResumed,
    CaseSupplemented,
    CaseWithdrawn,
    Event,
)
from services.publish.domain import case as kinds
from services.publish.domain import moments
from services.publish.domain.case import Case, Moment, Text

LEAD = "lead"


def add_moment(case: Case, event: Event) -> Case:
    """Add what an event tells. What happens between agencies, to the parts of others, is no moment."""
    if getattr(event.data, "role", LEAD) != LEAD:
        return case
    kind, at, more = _READERS[type(event.data)](event.data)
    return moments.add(case, Moment(event=event.id, kind=kind, at=at, **more))


Read = Callable[[Any], tuple[str, Any, dict[str, Any]]]


def _words(text: str) -> Text | None:
    return Text("", text) if text else None


def _accepted(data: CaseAccepted) -> tuple[str, Any, dict[str, Any]]:
    return kinds.ACCEPTED, data.accepted_at, {"assignment": data.assignment}


def _asked(data: CaseInfoRequested) -> tuple[str, Any, dict[str, Any]]:
    more = {"assignment": data.assignment, "agency_name": data.agency_name, "until": data.answer_by}
    return kinds.ASKED, data.asked_at, {**more, "words": _words(data.question)}


def _resumed(data: CaseResumed) -> tuple[str, Any, dict[str, Any]]:
    return kinds.RESUMED, data.resumed_at, {"assignment": data.assignment, "due_at": data.due_at, "why": data.why}


def _extended(data: CaseExtended) -> tuple[str, Any, dict[str, Any]]:
    more = {"assignment": data.assignment, "agency_name": data.agency_name, "words": _words(data.reason)}
    return kinds.EXTENDED, data.extended_at, {**more, "due_at": data.due_at, "first_due_at": data.original_due_at}


def _moved(data: CaseMoved) -> tuple[str, Any, dict[str, Any]]:
    more = {"assignment": data.assignment, "agency_name": data.to_name}
    return kinds.MOVED, data.moved_at, {**more, "words": _words(data.reason)}


def _merged(data: CaseMerged) -> tuple[str, Any, dict[str, Any]]:
    """The other case's code is nobody's business but its own citizen's."""
    return kinds.MERGED, data.merged_at, {}


def _supplemented(data: CaseSupplemented) -> tuple[str, Any, dict[str, Any]]:
    return kinds.SUPPLEMENTED, data.added_at, {"words": _words(data.text), "files": len(data.attachments)}


def _reopened(data: CaseReopened) -> tuple[str, Any, dict[str, Any]]:
    return kinds.REOPENED, data.reopened_at, {"words": _words(data.reason)}


def _withdrawn(data: CaseWithdrawn) -> tuple[str, Any, dict[str, Any]]:
    return kinds.WITHDRAWN, data.withdrawn_at, {"words": _words(data.reason)}


_READERS: dict[type, Read] = {
    CaseAccepted: _accepted,
    CaseInfoRequested: _asked,
    CaseResumed: _resumed,
    CaseExtended: _extended,
    CaseMoved: _moved,
    CaseMerged: _merged,
    CaseSupplemented: _supplemented,
    CaseReopened: _reopened,
    CaseWithdrawn: _withdrawn,
}
#: What `add_moment` understands.
MOMENTS = frozenset(_READERS)
