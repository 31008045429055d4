"""What to expect of a category in an area: the forecast of all channels, shared out as the weeks before were.

A cell that had few cases of its own borrows from its category and its area, otherwise every first case in a hamlet
would be unheard of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

#: So many cases, shared out as if matters and places knew nothing of one another, are added to what was counted.
BORROWED = 200.0
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Shares:
    """How cases of the weeks before were spread over (category, area)."""

    counts: Counts
    categories: Mapping[str, int]
    areas: Mapping[str, int]
    total: int

    def of(self, category: str, area: str) -> float:
        """Return the share of all cases to expect of a cell, 0 to 1; 0 while nothing is known."""
        if not self.total:
            return 0.0
        apart = self.categories.get(category, 0) * self.areas.get(area, 0) / (self.total * self.total)
        return (self.counts.get((category, area), 0) + BORROWED * apart) / (self.total + BORROWED)


def shares(counts: Counts) -> Shares:
    """Return the shares of counted cases."""
    categories: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    for (category, area), count in counts.items():
        categories[category] += count
        areas[area] += count
    return Shares(counts, categories, areas, sum(counts.values()))
