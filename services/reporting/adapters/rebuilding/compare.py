"""Hold documents made anew against those in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.reporting.adapters.rebuilding.bytes_of import canonical, digest, lacks
from services.reporting.adapters.rebuilding.projection import Document
from services.reporting.domain.comparison import Comparison, Difference

Pair = tuple[Document | None, Document | None]


def compared(collection: str, new: Iterable[Document], live: Iterable[Document]) -> Comparison:
    """Return how documents of the same run of keys compare. Those made anew are kept in memory, live ones are not."""
    return sum((_seen(collection, made, used) for made, used in _pairs(new, live)), Comparison())


def _pairs(new: Iterable[Document], live: Iterable[Document]) -> Iterator[Pair]:
    made = {document["_id"]: document for document in new}
    for used in live:
        yield made.pop(used["_id"], None), used
    for alone in made.values():
        yield alone, None


def _seen(collection: str, made: Document | None, used: Document | None) -> Comparison:
    new, live = _bytes(made), _bytes(used)
    ours = digest(collection, new) if new else 0
    theirs = ours if new == live else digest(collection, live) if live else 0
    if new == live:
        return Comparison(documents=1, live=theirs, new=ours)
    key = str((made or used or {})["_id"])
    difference = Difference(collection, key, theirs, ours)
    return Comparison(0, int(made is not None), theirs, ours, 1, int(lacks(made, used)), (difference,))


def _bytes(document: Document | None) -> bytes:
    return canonical(document) if document else b""
