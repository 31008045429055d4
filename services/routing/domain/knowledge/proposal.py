"""Proposals for new entries: what operators answered directly, like questions together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.routing.domain.knowledge.searching import telling
from services.routing.domain.search_words import words_of

#: How much two questions must have in common: of all their telling words, this share.
ALIKE = 0.5
LONGEST_QUESTION, LONGEST_ANSWER = 2_000, 20_000


class Standing(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    DRAFTED = "drafted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One question that was answered directly, without what leads to a person. `case` makes it count once."""

    case: str
    question: str
    answer: str
    category: str | None
    area: str | None
    at: datetime

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that say what it is about."""
        return tuple(sorted(telling(words_of([self.question]))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Like questions: the first of them, the newest answer, and how many there were."""

    id: str
    question: str
    answer: str
    category: str | None
    area: str | None
    words: tuple[str, ...]
    count: int
    first_at: datetime
    last_at: datetime
    standing: Standing = Standing.OPEN
    entry: str | None = None
    by: str | None = None


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return which share of all words of two questions both have, 0 to 1."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def closest(proposed: Proposed, known: Sequence[Proposal]) -> Proposal | None:
    """Return the proposal that asks the same, if one does; of several the likest, then the oldest."""
    ranked = sorted(known, key=lambda each: (-likeness(proposed.words, each.words), each.first_at, each.id))
    return ranked[0] if ranked and likeness(proposed.words, ranked[0].words) >= ALIKE else None
