"""A case as a MongoDB document, and back. Written out by hand: this runs for every case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.routing.adapters.part_documents import (
    answer_document,
    answer_of,
    assignment_document,
    assignment_of,
    draft_document,
    draft_of,
    maybe,
    slots,
)
from services.routing.domain.asking import Question
from services.routing.domain.case import QUIET, Case, Did, Entry, State
from services.routing.domain.classification import Classification, Suggested
from services.routing.domain.file import Addition, File, Place
from services.routing.domain.grid import cell_of
from services.routing.domain.submission import Contact, GivenAnswer, Submission

Document = dict[str, Any]


def moving_parts(case: Case) -> Document:
    """Return the fields that change in the life of a case; `history` and `additions` only grow, apart."""
    return {
        "state": case.state.value,
        **_copies(case),
        "assignments": [assignment_document(each) for each in case.assignments],
        "answer": maybe(answer_document, case.answer),
        "earlier": [answer_document(each) for each in case.earlier],
        "draft": maybe(draft_document, case.draft),
        "question": maybe(slots, case.question),
        "classified": maybe(slots, case.classified),
        "suggested": [slots(each) for each in case.suggested],
        "forward_at": case.forward_at,
        "alarm_at": case.alarm_at,
        "level": case.level,
        "stage": case.stage,
        "reopened": case.reopened,
        "merged_into": case.merged_into,
        "followers": list(case.followers),
        "told_followers": case.told_followers,
        "incident": case.incident,
        "rating": case.rating,
        "assignee": case.assignee,
        "version": case.version,
    }


def _copies(case: Case) -> Document:
    """Copies for searching, so that no index has to look into arrays of documents.

    `holders` are the agencies that may see the case now: the lead's, and those that owe or gave a part.
    """
    current = case.current
    return {
        "agency": current.agency,
        "holders": [current.agency, *(each.agency for each in case.parts if each.ended_at is None)],
        "due_at": current.due_at,
        "category": case.category,
        "area": case.area,
        "urgency": case.urgency,
        "kind": case.kind,
        "open": case.state not in QUIET,
        "changed_at": case.history[-1].at,
        "owing": [each.agency for each in case.parts if each.is_open_part],
        "returns": case.returns,
        "spread_due": case.state is State.ANSWERED and case.told_followers < len(case.followers),
        "submitted": bool(case.draft and case.draft.submitted_at),
        "wants_time": any(each.extension for each in case.assignments),
    }


def case_document(case: Case) -> Document:
    """Return the whole document of a new case, without its outbox."""
    said, submission = slots(case.submission), case.submission
    said["contact"] = maybe(slots, submission.contact)
    said["place"] = maybe(slots, submission.place)
    said["files"] = [slots(each) for each in submission.files]
    said["answers"] = [slots(each) for each in submission.answers]
    said["doubts"] = list(submission.doubts)
    return {
        "_id": said.pop("code"),
        "submission": said,
        **moving_parts(case),
        "history": [entry_document(each) for each in case.history],
        "additions": [addition_document(each) for each in case.additions],
        "search_due": True,
        "cell": cell_of(submission.place) if submission.place else None,
    }


def found_anew(before: Case, after: Case) -> Document:
    """Return what makes the search index read a case again, if there is anything new in it to be found by."""
    same = _findable(before) == _findable(after)
    return {} if same else {"search_due": True}


def _findable(case: Case) -> tuple[object, ...]:
    holders = [each.agency for each in (case.current, *case.parts)]
    return len(case.additions), case.answer, case.category, case.area, holders


def addition_document(addition: Addition) -> Document:
    """Return one addition."""
    return {**slots(addition), "files": [slots(each) for each in addition.files]}


def entry_document(entry: Entry) -> Document:
    """Return one entry of the history."""
    document = slots(entry)
    document["did"] = entry.did.value
    return document


def case_of(document: Mapping[str, Any]) -> Case:
    """Return the case in a document. Raises KeyError or TypeError for one that routing did not write.

    What older versions did not write has its default.
    """
    return Case(
        submission=_submission(document),
        state=State(document["state"]),
        assignments=tuple(assignment_of(each) for each in document["assignments"]),
        history=tuple(Entry(**{**each, "did": Did(each["did"])}) for each in document["history"]),
        answer=maybe(answer_of, document["answer"]),
        additions=tuple(Addition(**{**each, "files": _files(each)}) for each in document.get("additions", ())),
        forward_at=document.get("forward_at"),
        version=document["version"],
        **_later_parts(document),
    )


def _later_parts(document: Mapping[str, Any]) -> Document:
    """Return the parts that the first version of these documents did not have."""
    if "told_followers" not in document:
        return {}
    plain = ("alarm_at", "level", "stage", "reopened", "merged_into", "told_followers", "incident", "rating")
    return {
        "assignee": document.get("assignee"),
        **{name: document[name] for name in plain},
        "followers": tuple(document["followers"]),
        "earlier": tuple(answer_of(each) for each in document["earlier"]),
        "draft": maybe(draft_of, document["draft"]),
        "question": Question(**document["question"]) if document["question"] else None,
        "classified": Classification(**document["classified"]) if document["classified"] else None,
        "suggested": tuple(Suggested(**each) for each in document["suggested"]),
    }


def _submission(document: Mapping[str, Any]) -> Submission:
    said = document["submission"]
    contact, place = said["contact"], said.get("place")
    parts = {
        "code": document["_id"],
        "contact": Contact(**contact) if contact else None,
        "place": Place(**place) if place else None,
        "files": _files(said),
        "answers": tuple(GivenAnswer(**each) for each in said.get("answers", ())),
        "doubts": tuple(said.get("doubts", ())),
    }
    return Submission(**{**said, **parts})


def _files(document: Mapping[str, Any]) -> tuple[File, ...]:
    return tuple(File(**each) for each in document.get("files", ()))
