"""Cases as the desk shows them."""

from __future__ import annotations

from typing import Any

from services.routing.domain.case import Case, Entry
from services.routing.domain.policies import Actor


def summary(case: Case) -> dict[str, Any]:
    """Return a case for a list."""
    said, current = case.submission, case.current
    return {
        "code": case.code,
        "state": case.state.value,
        "title": said.title,
        "category": said.category,
        "area": said.area,
        "urgency": said.urgency,
        "kind": said.kind,
        "channel": said.channel,
        "received_at": said.received_at,
        "agency": current.agency,
        "agency_name": current.agency_name,
        "assignment": current.number,
        "due_at": current.due_at,
        "triage": current.triage,
    }


def whole(case: Case, actor: Actor) -> dict[str, Any]:
    """Return a case with everything `actor` may see of it."""
    said, current, answer = case.submission, case.current, case.answer
    return {
        **summary(case),
        "text": said.text,
        "address": said.address,
        "private": said.private,
        "contact": said.contact if actor.is_operator or current.shares_contact else None,
        "due_reason_vi": current.due_reason_vi,
        "due_reason_en": current.due_reason_en,
        "rule": current.rule,
        "trace": current.trace,
        "answer": answer
        and {
            "answer": answer.text,
            "outcome": answer.outcome,
            "answered_at": answer.at,
            "on_time": answer.on_time,
            "by": answer.by,
        },
        "history": [_entry(each) for each in case.history],
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
    }
