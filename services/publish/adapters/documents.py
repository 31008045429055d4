"""Cases as MongoDB documents and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from services.publish.domain.case import Answer, Case, EditorialAct, Moment, Received, Routing, Stage, Text
from services.publish.domain.photo import Picture, PublicPhoto
from services.publish.domain.public_case import PublicCase, Step
from services.publish.domain.redaction import Span

Document = dict[str, Any]

_STORED = (Answer, EditorialAct, Moment, Picture, PublicCase, PublicPhoto, Received, Routing, Stage, Step)
_NAMES = {cls: tuple(each.name for each in fields(cls)) for cls in _STORED}
#: Fields that hold several values of a kind.
_MANY: dict[type, dict[str, type]] = {
    Answer: {"pictures": Picture},
    Received: {"pictures": Picture},
    PublicCase: {"steps": Step, "photos": PublicPhoto},
}
_TEXTS = {Received: ("title", "text", "address"), Answer: ("text",), Moment: ("words",)}


def changed_fields(before: Case, after: Case) -> Document:
    """Return the stored fields of `after` that are others than in `before`, without `_id` and what is derived.

    Told by identity: values are never changed, only replaced. None means that the field is gone.
    """
    return {
        name: to_document(getattr(after, name))
        for name, to_document in _FIELDS.items()
        if getattr(after, name) is not getattr(before, name)
    }


def case_of(document: Mapping[str, Any]) -> Case:
    """Return the case in a document."""
    return Case(
        document["_id"],
        _with_texts(Received, document.get("received")),
        {each["event"]: Routing(**each) for each in document.get("routings", ())},
        {each["event"]: _with_texts(Answer, each) for each in document.get("answers", ())},
        document.get("contact_name"),
        document.get("contact_forgotten", False),
        document.get("proof"),
        document.get("reopened_at"),
        {each["event"]: Stage(**each) for each in document.get("stages", ())},
        tuple(PublicPhoto(**each) for each in document.get("photos", ())),
        tuple(EditorialAct(**each) for each in document.get("acts", ())),
        document.get("edition", 0),
        document.get("taken_back_at"),
        {each["event"]: _with_texts(Moment, each) for each in document.get("moments", ())},
    )


def public_document(case: PublicCase) -> Document:
    """Return what is stored under `public`."""
    return _plain(case) or {}


def public_case_of(document: Mapping[str, Any]) -> PublicCase:
    """Return the published case in the `public` part of a document."""
    return PublicCase(**{**document, **_several(PublicCase, document)})


def _plain(value: Any) -> Document | None:
    if value is None:
        return None
    plain = {name: getattr(value, name) for name in _NAMES[type(value)]}
    for name in _MANY.get(type(value), ()):
        plain[name] = [_plain(each) for each in plain[name]]
    for name in _TEXTS.get(type(value), ()):
        text = plain[name]
        if text is not None:
            plain[name] = {"public": text.public}
            if text.original is not None:
                spans = [[span.start, span.end, span.kind, *([True] if span.own else [])] for span in text.spans]
                plain[name] |= {"original": text.original, "spans": spans}
    return plain


def _several(cls: type, document: Mapping[str, Any]) -> Document:
    """Return the fields with several values; one that was stored before they were known has none."""
    return {name: tuple(kind(**each) for each in document.get(name, ())) for name, kind in _MANY.get(cls, {}).items()}


def _all_plain(values: Mapping[str, Any]) -> list[Document | None]:
    return [_plain(each) for each in values.values()]


def _each_plain(values: Iterable[Any]) -> list[Document | None]:
    return [_plain(each) for each in values]


def _as_it_is(value: Any) -> Any:
    return value


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "received": _plain,
    "routings": _all_plain,
    "answers": _all_plain,
    "contact_name": _as_it_is,
    "contact_forgotten": _as_it_is,
    "proof": _as_it_is,
    "reopened_at": _as_it_is,
    "stages": _all_plain,
    "moments": _all_plain,
    "photos": _each_plain,
    "acts": _each_plain,
    "edition": _as_it_is,
    "taken_back_at": _as_it_is,
}


def _with_texts(cls: Any, stored: Mapping[str, Any] | None) -> Any:
    if stored is None:
        return None
    texts = {name: _text(stored[name]) for name in _TEXTS[cls]}
    return cls(**{**stored, **texts, **_several(cls, stored)})


def _text(stored: Mapping[str, Any] | None) -> Text | None:
    if stored is None:
        return None
    return Text(stored["public"], stored.get("original"), tuple(Span(*span) for span in stored.get("spans", ())))
