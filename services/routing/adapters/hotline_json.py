"""The hotline's JSON, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from services.routing.usecases.calls import (
    Call,
    CallBack,
    CallCategory,
    Caller,
    Choice,
    EarlierCase,
    Filing,
    Question,
    Receipt,
)

Json = Mapping[str, Any]


def call(said: Json) -> Call:
    """Return a call of any of its lists."""
    return Call(
        id=said["call"],
        state=said.get("state", "over"),
        began_at=_moment(said["began_at"]),
        number=said.get("number"),
        answered=said.get("answered", said.get("answered_at") is not None),
        outbound=said["outbound"],
        extension=said.get("extension"),
        cases=tuple(said["cases"]),
        message=said.get("message", False),
        message_seconds=said.get("message_seconds"),
    )


def caller(said: Json) -> Caller:
    """Return a call with what is known of the caller."""
    return Caller(
        call=call(said),
        call_id=said["call_id"],
        cases=tuple(_earlier(each) for each in said["earlier_cases"]),
        calls=tuple(call(each) for each in said["earlier_calls"]),
        call_backs=len(said["call_backs"]),
    )


def call_back(said: Json) -> CallBack:
    """Return a call that is owed."""
    last: Json = said["attempts"][-1] if said["attempts"] else {}
    return CallBack(
        id=said["id"],
        number=said["number"],
        urgency=said["urgency"],
        first_at=_moment(said["first_at"]),
        due_at=_moment(said["due_at"]),
        calls=len(said["calls"]),
        attempts=len(said["attempts"]),
        outcome=last.get("outcome"),
        note=last.get("note", ""),
        claimed_by=said["claimed_by"],
        claimed_until=_maybe(said["claimed_until"]),
    )


def category(said: Json) -> CallCategory:
    """Return a category with its questions; what is new there and unknown here is left out."""
    own = _known(CallCategory, said)
    return CallCategory(**{**own, "questions": tuple(_question(each) for each in said["questions"])})


def receipt(said: Json, *, again: bool) -> Receipt:
    """Return the proof."""
    return Receipt(
        code=said["code"],
        pin=said["pin"],
        looked_at_from=_moment(said["looked_at_from"]),
        open_now=said["open_now"],
        again=again,
    )


def filing(filed: Filing) -> dict[str, Any]:
    """Return the body of a filing request."""
    return {
        "call_id": filed.call,
        "matter": filed.matter,
        "text": filed.text,
        "title": filed.title or None,
        "category": filed.category,
        "area": filed.area,
        "address": filed.address or None,
        "urgency": filed.urgency,
        "kind": filed.kind,
        "contact": {"name": filed.name or None, "phone": filed.phone or None, "email": filed.email or None},
        "share_contact": filed.share_contact,
        "private": filed.private,
        "answers": dict(filed.answers) if filed.answers is not None else None,
        "keep": filed.keep,
    }


def _earlier(said: Json) -> EarlierCase:
    return EarlierCase(
        code=said["code"],
        title=said["title"],
        received_at=_moment(said["received_at"]),
        status=said["status"],
        agency_name=said["agency_name"],
        due_at=_maybe(said["due_at"]),
    )


def _question(said: Json) -> Question:
    only_if = said.get("only_if")
    choices = tuple(Choice(**_known(Choice, each)) for each in said["choices"])
    asked_after = (only_if[0], tuple(only_if[1])) if only_if else None
    return Question(**{**_known(Question, said), "choices": choices, "only_if": asked_after})


def _known(kind: type, said: Json) -> dict[str, Any]:
    return {each.name: said[each.name] for each in fields(kind) if each.name in said}


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _maybe(said: str | None) -> datetime | None:
    return _moment(said) if said else None
