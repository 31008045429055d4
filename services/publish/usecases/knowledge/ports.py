"""What the portal's knowledge base needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.publish.domain.knowledge import KnowledgeEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for on a day; None does not matter. `words` must all occur, or with `any_of` half of them."""

    day: date
    words: tuple[str, ...] = ()
    any_of: bool = False
    kind: str | None = None
    level: str | None = None
    field: str | None = None
    agency: str | None = None
    skip: int = 0
    most: int = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Some entries, and how many there are in all."""

    entries: Sequence[KnowledgeEntry]
    total: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to narrow by: kinds with their numbers, levels, fields and agencies of what is public."""

    kinds: dict[str, int]
    levels: Sequence[str]
    fields: Sequence[str]
    agencies: Sequence[str]


class KnowledgeStore(Protocol):
    """Entries, as last heard."""

    def keep(self, entries: Sequence[KnowledgeEntry]) -> None:
        """Keep each, unless something later is known of it. What is gone keeps its moment and nothing else."""

    def find(self, question: Question) -> Found:
        """Return what is asked for: the best first where there are words, events by day, everything else by title."""

    def show(self, code: str) -> KnowledgeEntry | None:
        """Return one, whether the public may read it or not."""

    def titles(self, day: date) -> Sequence[KnowledgeEntry]:
        """Return what the public may read on a day, with titles and category alone; at most a minute old, and the same
        object until it is read anew.
        """

    def facets(self, day: date) -> Facets:
        """Return what there is, at most a minute old."""
