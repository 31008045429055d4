"""What the use cases need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.reporting.domain.calls import CallCounts
from services.reporting.domain.counting import Counted
from services.reporting.domain.late import LateCase
from services.reporting.domain.question import Part, Question
from services.reporting.domain.sheet import CaseFacts

__all__ = ["Counts", "FactSheets", "Names", "Part"]


class Counts(Protocol):
    """Counts cases."""

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Return the figures `domain.counting.count` defines. Raises `Retryable` while the facts are being loaded."""

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Return the open cases `domain.late.late` lists, the longest overdue first, at most so many."""


class CallCounting(Protocol):
    """Counts telephone calls."""

    def counts(self, since: datetime, until: datetime) -> CallCounts:
        """Return what became of the calls that came from `since` and before `until`."""


class FactSheets(Protocol):
    """Keeps one fact sheet per case."""

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge new facts into what is known, durably; the same facts again, or in another order, change nothing."""


class Names(Protocol):
    """Knows what agencies, categories and communes are called."""

    def agency(self, slug: str) -> str:
        """Return the agency's name; the slug itself where it is not known."""

    def category(self, slug: str, language: str) -> str:
        """Return the category's name in `vi` or `en`; the slug itself where it is not known."""

    def area(self, code: str) -> str:
        """Return the name of the commune or ward; the code itself where it is not known."""
