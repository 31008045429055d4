"""Categories hang on one another: what a group changes, those below it that had the same change too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.routing.domain.amending.edits import Record, Snapshot, value_in

#: What a category has of its own.
OWN = frozenset({"slug", "parent", "name_vi", "name_en"})
MISSING: Any = object()


def with_family(snapshot: Snapshot, record: Record) -> Iterator[Record]:
    """Yield a changed category, and each below it that took from it what has changed."""
    yield record
    before = value_in(snapshot, "categories", record["slug"])
    if before is None or _taken(before) == _taken(record):
        return
    for child in snapshot["categories"]:
        if child["parent"] == record["slug"]:
            yield from _followed(snapshot, child, before, record)


def _followed(snapshot: Snapshot, child: Record, before: Record, after: Record) -> Iterator[Record]:
    changed = {name for name in _names(before, after) if before.get(name, MISSING) != after.get(name, MISSING)}
    same = {name for name in changed if child.get(name, MISSING) == before.get(name, MISSING)}
    kept = {name: value for name, value in child.items() if name not in same or name in after}
    new = {**kept, **{name: after[name] for name in same if name in after}}
    if new != child:
        yield from with_family(snapshot, new)


def _names(before: Record, after: Record) -> set[str]:
    return {*before, *after} - OWN


def _taken(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in OWN}
