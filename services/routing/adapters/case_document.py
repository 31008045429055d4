"""A case as a MongoDB document, and back. Written out by hand: this runs for every case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Answer, Case, Contact, Did, Entry, State, Submission
from services.routing.domain.file import Addition, File, Place

Document = dict[str, Any]


def moving_parts(case: Case) -> Document:
    """Return the fields that change in the life of a case; `history` and `additions` only grow, apart."""
    current = case.current
    return {
        "state": case.state.value,
        # Copies for searching, so that no index has to look into arrays.
        "agency": current.agency,
        "due_at": current.due_at,
        "assignments": [assignment_document(each) for each in case.assignments],
        "answer": _slots(case.answer) if case.answer else None,
        "forward_at": case.forward_at,
        "version": case.version,
    }


def case_document(case: Case) -> Document:
    """Return the whole document of a new case, without its outbox."""
    said = _slots(case.submission)
    contact = case.submission.contact
    said["contact"] = _slots(contact) if contact else None
    said["place"] = _slots(case.submission.place) if case.submission.place else None
    said["files"] = [_slots(each) for each in case.submission.files]
    return {
        "_id": said.pop("code"),
        "submission": said,
        **moving_parts(case),
        "history": [entry_document(each) for each in case.history],
        "additions": [addition_document(each) for each in case.additions],
    }


def addition_document(addition: Addition) -> Document:
    """Return one addition."""
    return {**_slots(addition), "files": [_slots(each) for each in addition.files]}


def assignment_document(assignment: Assignment) -> Document:
    """Return one assignment."""
    document = _slots(assignment)
    document["trace"] = list(assignment.trace)
    return document


def entry_document(entry: Entry) -> Document:
    """Return one entry of the history."""
    document = _slots(entry)
    document["did"] = entry.did.value
    return document


def case_of(document: Mapping[str, Any]) -> Case:
    """Return the case in a document. Raises KeyError or TypeError for one that routing did not write."""
    answer = document["answer"]
    return Case(
        submission=_submission(document),
        state=State(document["state"]),
        assignments=tuple(_assignment(each) for each in document["assignments"]),
        history=tuple(Entry(**{**each, "did": Did(each["did"])}) for each in document["history"]),
        answer=Answer(**answer) if answer else None,
        additions=tuple(Addition(**{**each, "files": _files(each)}) for each in document.get("additions", ())),
        forward_at=document.get("forward_at"),
        version=document["version"],
    )


def _submission(document: Mapping[str, Any]) -> Submission:
    said = document["submission"]
    contact, place = said["contact"], said.get("place")
    parts = {
        "code": document["_id"],
        "contact": Contact(**contact) if contact else None,
        "place": Place(**place) if place else None,
        "files": _files(said),
    }
    return Submission(**{**said, **parts})


def _files(document: Mapping[str, Any]) -> tuple[File, ...]:
    return tuple(File(**each) for each in document.get("files", ()))


def _assignment(document: Mapping[str, Any]) -> Assignment:
    return Assignment(**{**document, "trace": tuple(document["trace"])})


def _slots(value: Any) -> Document:
    return {name: getattr(value, name) for name in value.__slots__}
