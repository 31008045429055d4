"""Fact sheets as MongoDB keeps them.

Every fact is a sub-document that begins with the stamp's `time` and `event`. BSON compares documents field by field
from the left, so the plain operator `$max` on a slot keeps the fact with the later stamp: the same rule as
`domain.facts.latest`, in any order and any repetition, without reading first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from services.reporting.domain.facts import CaseFacts

Document = dict[str, Any]

SLOTS = ("received", "answered", "published", "withheld", "reopened")
STEPS = ("routed", "accepted", "returned")


def update_of(sheet: CaseFacts) -> Document:
    """Return the update that merges `sheet` into the document of its case."""
    return {"$max": dict(_slots(sheet))}


def document_of(fact: Any) -> Document:
    """Return a fact as a sub-document, stamp first."""
    document = {"time": fact.stamp.time, "event": fact.stamp.event}
    for field in fields(fact)[1:]:
        document[field.name] = getattr(fact, field.name)
    return document


def _slots(sheet: CaseFacts) -> Iterator[tuple[str, Document]]:
    for slot in SLOTS:
        fact = getattr(sheet, slot)
        if fact is not None:
            yield slot, document_of(fact)
    for number, assignment in sheet.assignments.items():
        for step in STEPS:
            fact = getattr(assignment, step)
            if fact is not None:
                yield f"assignments.{number}.{step}", document_of(fact)
