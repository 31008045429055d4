"""Cases as the desk's API shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kit.events import AttachmentLink
from services.routing.domain.answering import Answer, Draft
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Entry
from services.routing.domain.file import Addition
from services.routing.domain.masking import masked
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import holdings, sees_draft
from services.routing.usecases.answer_files import CENTRE
from services.routing.usecases.ports import Linker
from services.routing.usecases.requests.means import no_files

Links = tuple[AttachmentLink, ...]


def summary(case: Case) -> dict[str, Any]:
    """Return a case for a list."""
    said, current = case.submission, case.current
    return {
        "code": case.code,
        "state": case.state.value,
        "title": said.title,
        "category": case.category,
        "area": case.area,
        "urgency": case.urgency,
        "kind": case.kind,
        "channel": said.channel,
        "received_at": said.received_at,
        "agency": current.agency,
        "agency_name": current.agency_name,
        "assignment": current.number,
        "due_at": current.due_at,
        "original_due_at": current.original_due_at,
        "level": case.level,
        "triage": current.triage,
        "forward_at": case.forward_at,
    }


def whole(case: Case, actor: Actor, links: Linker, now: datetime, answer_links: Linker = no_files) -> dict[str, Any]:
    """Return a case with everything `actor` may see of it.

    Links to citizens' files, and to those of answers where `answer_links` makes them, begin `now`.
    """
    holder = actor.agency or CENTRE
    said, current = case.submission, case.current
    draft = case.draft if sees_draft(actor, case) else None
    return {
        **summary(case),
        "text": said.text,
        "address": said.address,
        "private": said.private,
        "place": said.place,
        "files": links(said.files, holder, now),
        "additions": [_addition(each, links(each.files, holder, now)) for each in case.additions],
        "contact": masked(said.contact) if said.contact else None,
        "due_reason_vi": current.due_reason_vi,
        "due_reason_en": current.due_reason_en,
        "rule": current.rule,
        "trace": current.trace,
        "answer": case.answer and _answer(case.answer, answer_links(case.answer.files, holder, now)),
        "earlier": [_answer(each, answer_links(each.files, holder, now)) for each in case.earlier],
        "draft": draft and _draft(draft, answer_links(draft.files, holder, now)),
        "waiting": _waiting(case),
        "holders": [_holder(each) for each in holdings(case)],
        "stage": case.stage,
        "reopened": case.reopened,
        "rating": case.rating,
        "history": [_entry(each) for each in case.history],
    }


def _addition(addition: Addition, files: Links) -> dict[str, Any]:
    return {
        "number": addition.number,
        "channel": addition.channel,
        "added_at": addition.added_at,
        "text": addition.text,
        "files": files,
    }


def _answer(answer: Answer, files: Links) -> dict[str, Any]:
    return {
        "answer": answer.text,
        "outcome": answer.outcome,
        "answered_at": answer.at,
        "on_time": answer.on_time,
        "in_first_time": answer.in_first_time,
        "by": answer.by,
        "approved_by": answer.approved_by,
        "scheduled_for": answer.scheduled_for,
        "proof": answer.proof,
        "files": files,
    }


def _draft(draft: Draft, files: Links) -> dict[str, Any]:
    return {
        "answer": draft.text,
        "outcome": draft.outcome,
        "by": draft.by,
        "at": draft.at,
        "scheduled_for": draft.scheduled_for,
        "proof": draft.proof,
        "files": files,
        "submitted_at": draft.submitted_at,
        "remark": draft.remark,
    }


def _waiting(case: Case) -> dict[str, Any] | None:
    asked = case.question
    if asked is None:
        return None
    return {"question": asked.text, "asked_at": asked.asked_at, "answer_by": asked.answer_by, "by": asked.by}


def _holder(held: Assignment) -> dict[str, Any]:
    return {
        "assignment": held.number,
        "role": held.role,
        "agency": held.agency,
        "agency_name": held.agency_name,
        "task": held.task,
        "due_at": held.due_at,
        "original_due_at": held.original_due_at,
        "accepted_at": held.accepted_at,
        "paused_at": held.paused_at,
        "contribution": held.contribution.text if held.contribution else None,
        "extension": held.extension,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """The act's id stays inside: it holds the caller's own keys."""
    return {
        "did": entry.did.value,
        "by": entry.by,
        "at": entry.at,
        "assignment": entry.assignment,
        "agency": entry.agency,
        "note": entry.note,
        "suggestion": entry.suggestion,
        "fact": entry.fact,
    }
