"""Fact sheets in memory, counted by the reference of the domain; for tests and for trying out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from services.reporting.domain.counting import Key, Question, count
from services.reporting.domain.facts import CaseFacts
from services.reporting.domain.indicators import Tally
from services.reporting.usecases.ports import Part

ORDER = (Part.AGENCY, Part.CATEGORY, Part.CHANNEL)


class MemoryFactSheets:
    """Port `FactSheets`."""

    def __init__(self) -> None:
        self.sheets: dict[str, CaseFacts] = {}

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge the sheets into those of the same cases."""
        for sheet in sheets:
            known = self.sheets.get(sheet.code)
            self.sheets[sheet.code] = known.merge(sheet) if known else sheet

    def count(self, question: Question, by: Collection[Part]) -> Mapping[Key, Tally]:
        """Return the tallies of the parts asked for."""
        counted: dict[Key, Tally] = {}
        for key, tally in count(self.sheets.values(), question).items():
            asked = [value if part in by else None for part, value in zip(ORDER, key, strict=True)]
            kept: Key = (asked[0], asked[1], asked[2])
            counted[kept] = counted.get(kept, Tally()) + tally
        return counted
