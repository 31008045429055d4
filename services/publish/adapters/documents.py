"""Cases as MongoDB documents and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from services.publish.domain.case import Answer, Case, Contact, Received, Routing, Text
from services.publish.domain.public_case import PublicCase, Step
from services.publish.domain.redaction import Span

Document = dict[str, Any]

_NAMES = {
    cls: tuple(each.name for each in fields(cls)) for cls in (Answer, Contact, PublicCase, Received, Routing, Step)
}
_TEXTS = {Received: ("title", "text", "address"), Answer: ("text",)}


def case_document(case: Case) -> Document:
    """Return the stored fields of a case, without `_id` and without what is derived from them."""
    return {
        "received": _plain(case.received),
        "routings": [_plain(each) for each in case.routings.values()],
        "answers": [_plain(each) for each in case.answers.values()],
        "contact": _plain(case.contact),
        "contact_forgotten": case.contact_forgotten,
        "proof": case.proof,
    }


def case_of(document: Mapping[str, Any]) -> Case:
    """Return the case in a document."""
    contact = document.get("contact")
    return Case(
        document["_id"],
        _with_texts(Received, document.get("received")),
        {each["event"]: Routing(**each) for each in document["routings"]},
        {each["event"]: _with_texts(Answer, each) for each in document["answers"]},
        Contact(**contact) if contact else None,
        document["contact_forgotten"],
        document.get("proof"),
    )


def public_document(case: PublicCase) -> Document:
    """Return what is stored under `public`."""
    document = _plain(case) or {}
    document["steps"] = [_plain(step) for step in case.steps]
    return document


def public_case_of(document: Mapping[str, Any]) -> PublicCase:
    """Return the published case in the `public` part of a document."""
    return PublicCase(**{**document, "steps": tuple(Step(**step) for step in document["steps"])})


def _plain(value: Any) -> Document | None:
    if value is None:
        return None
    plain = {name: getattr(value, name) for name in _NAMES[type(value)]}
    for name in _TEXTS.get(type(value), ()):
        text = plain[name]
        if text is not None:
            plain[name] = {"public": text.public}
            if text.original is not None:
                spans = [[span.start, span.end, span.kind] for span in text.spans]
                plain[name] |= {"original": text.original, "spans": spans}
    return plain


def _with_texts(cls: Any, stored: Mapping[str, Any] | None) -> Any:
    if stored is None:
        return None
    texts = {name: _text(stored[name]) for name in _TEXTS[cls]}
    return cls(**{**stored, **texts})


def _text(stored: Mapping[str, Any] | None) -> Text | None:
    if stored is None:
        return None
    return Text(stored["public"], stored.get("original"), tuple(Span(*span) for span in stored.get("spans", ())))
