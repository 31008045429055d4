"""Cases as the desk shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kit.events import AttachmentLink
from services.routing.domain.case import Case, Entry
from services.routing.domain.file import Addition
from services.routing.domain.masking import masked
from services.routing.domain.policies import Actor
from services.routing.usecases.ports import Linker


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
        "forward_at": case.forward_at,
    }


def whole(case: Case, actor: Actor, links: Linker, now: datetime) -> dict[str, Any]:
    """Return a case with everything `actor` may see of it. Links to files begin `now`."""
    holder = actor.agency or "trung-tam"
    said, current, answer = case.submission, case.current, case.answer
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


def _addition(addition: Addition, files: tuple[AttachmentLink, ...]) -> dict[str, Any]:
    return {
        "number": addition.number,
        "channel": addition.channel,
        "added_at": addition.added_at,
        "text": addition.text,
        "files": files,
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
