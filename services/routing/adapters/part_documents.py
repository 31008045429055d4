"""Parts of a case as they are stored: assignments, answers, drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from services.routing.domain.answering import Answer, Draft
from services.routing.domain.assignment import Assignment, Contribution, ExtensionRequest
from services.routing.domain.file import File

Document = dict[str, Any]
Part = TypeVar("Part")
Made = TypeVar("Made")


def slots(value: Any) -> Document:
    """Return the fields of a slotted dataclass, parts as they are."""
    return {name: getattr(value, name) for name in value.__slots__}


def maybe(make: Callable[[Part], Made], part: Part | None) -> Made | None:
    """Return what `make` makes of a part, or None where there is none."""
    return None if part is None else make(part)


def assignment_document(assignment: Assignment) -> Document:
    """Return one assignment."""
    document = slots(assignment)
    document["trace"] = list(assignment.trace)
    document["extension"] = maybe(slots, assignment.extension)
    document["contribution"] = maybe(slots, assignment.contribution)
    return document


def assignment_of(document: Mapping[str, Any]) -> Assignment:
    """Return the assignment; fields that older versions did not write have their defaults."""
    extension, contribution = document.get("extension"), document.get("contribution")
    parts = {
        "trace": tuple(document["trace"]),
        "extension": ExtensionRequest(**extension) if extension else None,
        "contribution": Contribution(**contribution) if contribution else None,
    }
    return Assignment(**{**document, **parts})


def answer_document(answer: Answer) -> Document:
    """Return an answer; BSON has no day without a time, so days are ISO texts."""
    return {
        **slots(answer),
        "scheduled_for": _day(answer.scheduled_for),
        "files": [slots(each) for each in answer.files],
        "sources": list(answer.sources),
    }


def answer_of(document: Mapping[str, Any]) -> Answer:
    """Return the answer in a document."""
    return Answer(**{**document, **_parts(document)})


def draft_document(draft: Draft) -> Document:
    """Return a draft."""
    return {
        **slots(draft),
        "scheduled_for": _day(draft.scheduled_for),
        "files": [slots(each) for each in draft.files],
        "sources": list(draft.sources),
    }


def draft_of(document: Mapping[str, Any]) -> Draft:
    """Return the draft in a document."""
    return Draft(**{**document, **_parts(document)})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _parts(document: Mapping[str, Any]) -> Document:
    day = document.get("scheduled_for")
    return {
        "scheduled_for": date.fromisoformat(day) if day else None,
        "files": tuple(File(**each) for each in document.get("files", ())),
        "sources": tuple(document.get("sources", ())),
    }
