"""Fact sheets as MongoDB keeps them.

Every fact is a sub-document that begins with the stamp's `time` and `event`. BSON compares documents field by field
from the left, so the plain operator `$max` on a slot keeps the fact with the later stamp: the same rule as
`domain.sheet.latest`, in any order and any repetition, without reading first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from services.reporting.domain import facts
from services.reporting.domain.facts import Fact, Stamp
from services.reporting.domain.sheet import CaseFacts, Slot, slot_of

Document = dict[str, Any]
Kinds = Mapping[str, type[Fact]]

#: What happens once to a case, or to an assignment; and what lies below a number or a moment.
ONCE: Kinds = {"received": facts.Received, "withdrawn": facts.Withdrawn}
AGAIN: Kinds = {
    "answered": facts.Answered,
    "reopened": facts.Reopened,
    "rated": facts.Rated,
    "published": facts.Shown,
    "withheld": facts.Shown,
    "classified": facts.Classified,
    "merged": facts.Merged,
    "failed": facts.NotReached,
}
STEPS: Kinds = {
    "routed": facts.Routed,
    "part": facts.Routed,
    "accepted": facts.Accepted,
    "returned": facts.Returned,
    "moved": facts.Moved,
    "contributed": facts.Contributed,
}
STEPS_AGAIN: Kinds = {
    "extended": facts.DueMoved,
    "resumed": facts.DueMoved,
    "paused": facts.Paused,
    "refused": facts.ExtensionRefused,
    "overdue": facts.Escalated,
}
#: The fields of each kind of fact, but for the stamp.
FIELDS: dict[type[Fact], tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind))[1:]
    for kinds in (ONCE, AGAIN, STEPS, STEPS_AGAIN)
    for kind in kinds.values()
}
#: Slots whose names are numbers. Others are texts, though they look like numbers.
NUMBERED = ("answered", "reopened", "overdue")


def update_of(sheet: CaseFacts) -> Document:
    """Return the update that merges `sheet` into the document of its case, and marks it as changed."""
    slots = {".".join(map(str, slot)): document_of(fact) for slot, fact in sheet.facts.items()}
    return {"$max": slots, "$currentDate": {"changed": True}}


def document_of(fact: Fact) -> Document:
    """Return a fact as a sub-document, stamp first."""
    document = {"time": fact.stamp.time, "event": fact.stamp.event}
    for name in FIELDS[type(fact)]:
        document[name] = getattr(fact, name)
    return document


def whole_document_of(sheet: CaseFacts) -> Document:
    """Return the document that all of a sheet's updates lead to, but for `changed`; for writing many at once."""
    document: Document = {"_id": sheet.code}
    for slot, fact in sheet.facts.items():
        place = document
        for name in slot[:-1]:
            place = place.setdefault(str(name), {})
        place[str(slot[-1])] = document_of(fact)
    return document


def sheet_of(document: Mapping[str, Any]) -> CaseFacts:
    """Return the sheet that a document holds."""
    return CaseFacts(document["_id"], dict(_facts_of(document)))


def _facts_of(document: Mapping[str, Any]) -> Iterator[tuple[Slot, Fact]]:
    for name, kind in ONCE.items():
        if name in document:
            yield (name,), _fact(kind, document[name])
    for name, kind in AGAIN.items():
        found = document.get(name, {})
        if "time" in found:
            yield (name, _older_key(document, name)), _fact(kind, found)
        yield from _again((name,), kind, found)
    for number, steps in document.get("assignments", {}).items():
        yield from _steps_of(int(number), steps)


def _steps_of(number: int, steps: Mapping[str, Any]) -> Iterator[tuple[Slot, Fact]]:
    for name, found in steps.items():
        if name in STEPS:
            yield ("assignments", number, name), _fact(STEPS[name], found)
        elif name in STEPS_AGAIN:
            yield from _again(("assignments", number, name), STEPS_AGAIN[name], found)


def _again(slot: Slot, kind: type[Fact], found: Mapping[str, Any]) -> Iterator[tuple[Slot, Fact]]:
    for key, each in found.items():
        if key[0].isdecimal():
            yield (*slot, int(key) if slot[-1] in NUMBERED else key), _fact(kind, each)


def _older_key(document: Mapping[str, Any], name: str) -> str | int:
    """Return what a fact would lie below that was stored when the last one of its kind lay in the slot itself."""
    if name == "answered":
        return int(document.get("reopened", {}).get("at", document[name]["at"]) < document[name]["at"])
    return 1 if name == "reopened" else slot_of(document[name]["at"])


def _fact(kind: type[Fact], document: Mapping[str, Any]) -> Fact:
    stamp = Stamp(document["time"], document["event"])
    known = {name: document[name] for name in FIELDS[kind] if name in document}
    return kind(stamp, **known)
