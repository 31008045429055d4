"""What the use cases need from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from services.reporting.domain.counting import Key, Question
from services.reporting.domain.facts import CaseFacts
from services.reporting.domain.indicators import Tally


class Part(StrEnum):
    """What a case is counted by, in the order of a counting key."""

    AGENCY = "agency"
    CATEGORY = "category"
    CHANNEL = "channel"


class Counts(Protocol):
    """Counts cases."""

    def count(self, question: Question, by: Collection[Part]) -> Mapping[Key, Tally]:
        """Return the tallies `domain.counting.count` defines; parts of the key not asked for are None."""


class FactSheets(Counts, Protocol):
    """Keeps one fact sheet per case."""

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge new facts into what is known, durably; the same facts again, or in another order, change nothing."""


class Names(Protocol):
    """Knows what agencies and categories are called."""

    def agency(self, slug: str) -> str:
        """Return the agency's name; the slug itself where it is not known."""

    def category(self, slug: str, language: str) -> str:
        """Return the category's name in `vi` or `en`; the slug itself where it is not known."""
