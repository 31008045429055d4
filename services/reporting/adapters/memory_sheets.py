"""Fact sheets in memory, counted by the reference of the domain; for tests and for trying out."""

from __future__ import annotations

from collections.abc import Sequence

from services.reporting.domain.counting import Counted, count
from services.reporting.domain.late import LateCase, late
from services.reporting.domain.question import Part, Question
from services.reporting.domain.sheet import CaseFacts


class MemoryFactSheets:
    """Ports `FactSheets` and `Counts`."""

    def __init__(self) -> None:
        self.sheets: dict[str, CaseFacts] = {}

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge the sheets into those of the same cases."""
        for sheet in sheets:
            known = self.sheets.get(sheet.code)
            self.sheets[sheet.code] = known.merge(sheet) if known else sheet

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Return the figures by the parts asked for."""
        return count(self.sheets.values(), question, by)

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Return what is overdue, the longest first."""
        return late(self.sheets.values(), question, most)
