"""Whether what came in the last hours is far above what was to be expected there.

For a cell (a matter in a place, or a channel) the count of a span is compared with the negative binomial tail of what
was forecast. Thousands of cells are looked at four times an hour, so chance alone would cry wolf every day: of all
cells looked at together only those pass whose share of false ones stays below a bound (Benjamini and Hochberg, Journal
of the Royal Statistical Society B 57, 1995), and each must be a multiple of what was expected besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.reporting.domain.forecast.dispersion import tail

#: Of what is raised, at most this share may be chance; per look, and looks overlap.
FALSE_SHARE = 1e-4
#: Fewer than this is nobody's outbreak, however unlikely it is in a hamlet.
LEAST_CASES = 5
#: Three times what was expected; what is unlikely but small needs no leader.
LEAST_TIMES = 3.0
#: An alarm ends where the count is no longer unlikely at all, not just below the bound: it must not flicker.
OVER_FROM = 0.01
#: No cell is expected to be emptier, per hour: what never happened so far may happen once.
LEAST_PER_HOUR = 0.01


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What is watched: a channel (then `category` and `area` are empty), or a category in an area."""

    channel: str = ""
    category: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One cell in one span: how many came, how many were to be expected, and how much such counts vary."""

    cell: Cell
    hours: int
    count: int
    expected: float
    dispersion: float

    @property
    def chance(self) -> float:
        """Return the probability that so many or more come although nothing is the matter."""
        return tail(self.count, max(self.expected, LEAST_PER_HOUR * self.hours), self.dispersion)

    @property
    def times(self) -> float:
        """Return how many times the expected came."""
        return self.count / max(self.expected, LEAST_PER_HOUR * self.hours)


def unlikely(looks: Iterable[Look], cells: int) -> list[Look]:
    """Return the looks that chance does not explain, the least likely first.

    `cells` is how many were looked at, with those where nothing came and that need no look.
    """
    ordered = sorted(((look.chance, look) for look in looks), key=lambda each: each[0])
    passed = 0
    for rank, (chance, _) in enumerate(ordered, 1):
        if chance <= FALSE_SHARE * rank / max(cells, 1):
            passed = rank
    return [look for _, look in ordered[:passed] if _matters(look)]


def strongest(looks: Sequence[Look]) -> dict[Cell, Look]:
    """Return the least likely look of each cell: a burst of an hour is also one of a day."""
    found: dict[Cell, Look] = {}
    for look in looks:
        if look.cell not in found or look.chance < found[look.cell].chance:
            found[look.cell] = look
    return found


def is_over(looks: Iterable[Look]) -> bool:
    """Return whether none of a cell's looks is unlikely any more."""
    return all(look.chance > OVER_FROM for look in looks)


def _matters(look: Look) -> bool:
    return look.count >= LEAST_CASES and look.times >= LEAST_TIMES
