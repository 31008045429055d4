"""Rows of lists out of stored cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.routing.usecases.listing.ports import Row

#: What is read of each case.
SHOWN = {
    "submission.title": 1,
    "submission.channel": 1,
    "submission.received_at": 1,
    "question.answer_by": 1,
    **dict.fromkeys(
        (f"assignments.{name}" for name in ("number", "agency", "agency_name", "role", "due_at", "level")), 1
    ),
    **dict.fromkeys(("state", "category", "area", "urgency", "due_at", "returns", "reopened", "followers"), 1),
    **dict.fromkeys(("wants_time", "submitted", "forward_at", "assignee", "incident", "changed_at", "search_no"), 1),
}


def row(document: Mapping[str, Any], holder: str | None) -> Row:
    """Return a row as the reader's agency, or the centre, is concerned."""
    said, question = document["submission"], document.get("question") or {}
    own = _own(document, holder)
    return Row(
        code=document["_id"],
        title=said["title"],
        state=document["state"],
        agency=own["agency"],
        agency_name=own["agency_name"],
        category=document.get("category"),
        area=document.get("area"),
        channel=said["channel"],
        urgency=document.get("urgency", "normal"),
        received_at=said["received_at"],
        due_at=own["due_at"],
        level=own.get("level", 0),
        returns=document.get("returns", 0),
        reopened=document.get("reopened", 0),
        followers=len(document.get("followers", ())),
        wants_time=document.get("wants_time", False),
        submitted=document.get("submitted", False),
        waiting_until=question.get("answer_by"),
        forward_at=document.get("forward_at"),
        assignee=document.get("assignee"),
        incident=document.get("incident"),
        is_part=own.get("role") == "coordinating",
    )


def _own(document: Mapping[str, Any], holder: str | None) -> Mapping[str, Any]:
    """Return the assignment that concerns the reader: a coordinating agency's own part, else the current lead."""
    made: Sequence[Mapping[str, Any]] = document["assignments"]
    lead: Mapping[str, Any] = next(each for each in reversed(made) if each.get("role", "lead") == "lead")
    if holder is None or lead["agency"] == holder:
        return lead
    return next((each for each in reversed(made) if each["agency"] == holder), lead)
