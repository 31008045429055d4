"""How a day's total is shared out among its quarters, per kind of day.

Few calls come in a single quarter of a single Monday, so each kind borrows from its like (all working days, all days
off), and neighbouring quarters from one another, though never across the hour at which the centre opens or closes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.reporting.domain.forecast.day_kinds import WORKDAYS, DayKind
from services.reporting.domain.forecast.quarters import PER_DAY, DayCounts

#: So many counts of its own make a kind's share weigh as much as what it borrows.
BORROWED = 400.0
#: Weights of a quarter and its neighbours.
KERNEL = (1.0, 4.0, 6.0, 4.0, 1.0)

Shares = Sequence[float]


@dataclass(frozen=True, slots=True)
class PastDay:
    """Counts of one day of a kind, and when the centre was open."""

    kind: DayKind
    counts: DayCounts
    is_open: Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Profiles:
    """Shares per kind of day that was seen, for working days and for days off; each sums up to one."""

    own: Mapping[DayKind, Shares]
    working: Shares
    off: Shares

    def of(self, kind: DayKind) -> Shares:
        """Return the shares of a kind of day."""
        return self.own.get(kind) or (self.working if kind in WORKDAYS else self.off)


def profiles(days: Iterable[PastDay]) -> Profiles:
    """Return the shares that some weeks of days show."""
    past = list(days)
    working = _pooled([day for day in past if day.kind in WORKDAYS])
    off = _pooled([day for day in past if day.kind not in WORKDAYS])
    own = {kind: _own([day for day in past if day.kind is kind], working if kind in WORKDAYS else off)
           for kind in {day.kind for day in past}}  # fmt: skip
    return Profiles(own, working, off)


def _pooled(days: Sequence[PastDay]) -> Shares:
    """Return smoothed shares of all these days together; even ones where nothing ever came."""
    return _shared(_smoothed(_sums(days), days[-1].is_open)) if days else _shared([0.0] * PER_DAY)


def _own(days: Sequence[PastDay], like: Shares) -> Shares:
    smooth = _smoothed(_sums(days), days[-1].is_open)
    return _shared([count + BORROWED * share for count, share in zip(smooth, like, strict=True)])


def _sums(days: Sequence[PastDay]) -> list[float]:
    return [float(sum(column)) for column in zip(*(day.counts for day in days), strict=True)]


def _smoothed(counts: Sequence[float], is_open: Callable[[int], bool]) -> list[float]:
    opened = [is_open(quarter) for quarter in range(PER_DAY)]
    return [_around(counts, opened, quarter) for quarter in range(PER_DAY)]


def _around(counts: Sequence[float], opened: Sequence[bool], quarter: int) -> float:
    """Return the weighted mean of a quarter and its neighbours on the same side of the door."""
    total = weight = 0.0
    for step, each in enumerate(KERNEL, -(len(KERNEL) // 2)):
        near = quarter + step
        if 0 <= near < PER_DAY and opened[near] == opened[quarter]:
            total, weight = total + each * counts[near], weight + each
    return total / weight


def _shared(counts: Sequence[float]) -> Shares:
    total = sum(counts)
    return tuple(count / total for count in counts) if total > 0 else (1 / PER_DAY,) * PER_DAY
