"""What can be made anew: a collection whose documents each follow from the events about one subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.events import Event

Document = dict[str, Any]
#: From the events about one subject to the documents they make.
Fold = Callable[[Sequence[Event]], Sequence[Document]]


@dataclass(frozen=True, slots=True)
class Projection:
    """`collection` by name, what reads `types` of events, and how those about one subject become documents."""

    collection: str
    types: frozenset[str]
    fold: Fold


def whole(updates: Mapping[str, Any], key: str) -> Document:
    """Return the document that an update of dotted names would make of nothing: `{"a.b": 1}` is `{"a": {"b": 1}}`."""
    document: Document = {"_id": key}
    for path, value in updates.items():
        *branches, leaf = path.split(".")
        place = document
        for branch in branches:
            place = place.setdefault(branch, {})
        place[leaf] = value
    return document
