"""One request of somebody, and the entry of the history that it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Did, Entry


@dataclass(frozen=True, slots=True)
class Act:
    """One request of somebody: `id` makes it unrepeatable, `by` is the actor's name, `at` aware UTC."""

    id: str
    by: str
    at: datetime


def entry(
    act: Act,
    did: Did,
    assignment: Assignment,
    note: str | None = None,
    suggestion: str | None = None,
    fact: str | None = None,
) -> Entry:
    """Return what the history says of it: `note` in the actor's words, `suggestion` an agency, `fact` a known word."""
    return Entry(
        act=act.id,
        did=did,
        by=act.by,
        at=act.at,
        assignment=assignment.number,
        agency=assignment.agency,
        note=note,
        suggestion=suggestion,
        fact=fact,
    )
