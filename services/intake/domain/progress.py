"""How far a case is, as far as the events about it tell: in whatever order they came, and however often.

Of each kind of event only the greatest is kept: the one of the highest assignment and, within it, the latest. Keeping
the greatest of a set does not depend on order or repetition, and so neither does what is read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ROUTED, ACCEPTED, ANSWERED, SHOWN = "routed", "accepted", "answered", "shown"
ASKED, RESUMED, REOPENED, MERGED, CLASSIFIED = "asked", "resumed", "reopened", "merged", "classified"
WITHDRAWN = "withdrawn"

#: Fields in the order in which two facts of a kind are compared; each kind has all of its fields, always.
Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What one event says about a case: a fact of a kind."""

    code: str
    kind: str
    fact: Fact


def routed(assignment: int, at: datetime, agency: str, agency_name: str, due_at: datetime) -> Fact:
    """Return the fact that an agency became responsible."""
    return {"assignment": assignment, "at": at, "agency": agency, "agency_name": agency_name, "due_at": due_at}


def asked(at: datetime, question: str, answer_by: datetime) -> Fact:
    """Return the fact that the citizen is asked for more."""
    return {"at": at, "question": question, "answer_by": answer_by}


def classified(at: datetime, category: str | None, area: str | None) -> Fact:
    """Return the fact that somebody said what the case is about."""
    return {"at": at, "category": category or "", "area": area or ""}


def accepted(assignment: int, at: datetime, agency: str) -> Fact:
    """Return the fact that the agency took the case in hand."""
    return {"assignment": assignment, "at": at, "agency": agency}


def answered(assignment: int, at: datetime, agency: str, agency_name: str, due_at: datetime, outcome: str) -> Fact:
    """Return the fact that there is an answer."""
    return {**routed(assignment, at, agency, agency_name, due_at), "outcome": outcome}


def shown(at: datetime, *, published: bool) -> Fact:
    """Return the fact that the public can read the answer, or cannot. Of two at the same time, hiding is greater."""
    return {"at": at, "withheld": not published}


def status_of(facts: Mapping[str, Fact]) -> str:
    """Return received, routed, accepted, answered, waiting (for the citizen), reopened, merged or withdrawn."""
    if WITHDRAWN in facts:
        return WITHDRAWN
    stage = stage_of(facts)
    if stage == ANSWERED:
        return "reopened" if _later(facts, REOPENED, ANSWERED) else stage
    if _later(facts, MERGED, ROUTED):
        return "merged"
    return "waiting" if _later(facts, ASKED, RESUMED, ROUTED) else stage


def stage_of(facts: Mapping[str, Fact]) -> str:
    """Return received, routed, accepted or answered. A higher assignment wins; within one, the later stage."""
    highest = _highest(facts)
    for kind in (ANSWERED, ACCEPTED, ROUTED):
        if kind in facts and facts[kind]["assignment"] == highest:
            return kind
    return "received"


def told(facts: Mapping[str, Fact], field: str) -> Any:
    """Return what is known of the highest assignment: its `agency`, `agency_name`, `due_at`; None where nothing is."""
    highest = _highest(facts)
    for kind in (ANSWERED, ROUTED, ACCEPTED):
        fact = facts.get(kind)
        if fact and fact["assignment"] == highest and field in fact:
            return fact[field]
    return None


def is_published(facts: Mapping[str, Fact]) -> bool:
    """Return whether the public can read the answer."""
    return SHOWN in facts and not facts[SHOWN]["withheld"]


def changed_at(facts: Mapping[str, Fact], received_at: datetime) -> datetime:
    """Return the time of the newest fact that is kept; receiving the case is the first."""
    return max((fact["at"] for fact in facts.values()), default=received_at)


def _later(facts: Mapping[str, Fact], kind: str, *others: str) -> bool:
    """Return whether there is such a fact, later than those of the other kinds."""
    return kind in facts and all(facts[kind]["at"] > facts[other]["at"] for other in others if other in facts)


def _highest(facts: Mapping[str, Fact]) -> int:
    assignments = [facts[kind]["assignment"] for kind in (ROUTED, ACCEPTED, ANSWERED) if kind in facts]
    return max(assignments, default=-1)
