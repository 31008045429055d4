"""An entry of the knowledge base as a document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kit.text import fold
from services.routing.domain.knowledge.entry import Doing, Entry, Kind, Revision, Stage, Step
from services.routing.domain.knowledge.searching import body_words, title_words

Document = dict[str, Any]
_PLAIN = ("content", "revision", "live", "live_revision", "changed_at", "version")


def document_of(entry: Entry) -> Document:
    """Return everything but the history and the earlier texts, which only grow, and the words that find it."""
    return {
        **{name: getattr(entry, name) for name in _PLAIN},
        "kind": entry.kind.value,
        "stage": entry.stage.value,
        "hands": sorted(entry.hands),
        "waits": entry.waits,
        "sort": fold(entry.title),
    }


def words_document(entry: Entry) -> Document:
    """Return the words that find an entry."""
    return {"title_words": title_words(entry), "words": sorted({*title_words(entry), *body_words(entry)})}


def entry_of(document: Mapping[str, Any]) -> Entry:
    """Return the entry in a document; one that was read without its history has none."""
    return Entry(
        code=document["_id"],
        kind=Kind(document["kind"]),
        stage=Stage(document["stage"]),
        hands=frozenset(document["hands"]),
        history=tuple(step_of(each) for each in document.get("history", ())),
        **{name: document[name] for name in _PLAIN},
    )


def step_document(step: Step) -> Document:
    """Return one line of the history."""
    return {"did": step.did.value, "by": step.by, "at": step.at, "revision": step.revision, "note": step.note}


def step_of(document: Mapping[str, Any]) -> Step:
    """Return one line of the history."""
    return Step(**{**document, "did": Doing(document["did"])})


def revision_document(entry: Entry) -> Document:
    """Return the newest text, with who wrote it."""
    last = entry.history[-1]
    return {"number": entry.revision, "content": entry.content, "by": last.by, "at": last.at}


def revision_of(document: Mapping[str, Any]) -> Revision:
    """Return a text."""
    return Revision(**document)
