"""Holt and Winters' smoothing of daily totals: a level, a damped trend, and a factor per kind of day.

It is made robust as Gelper, Fried and Croux describe (Journal of Forecasting 29, 2010): what lies further from its
forecast than `BOUND` times what is usual is taken for the bound. So a storm or a faulty night moves the level a little,
and a lasting change moves it all the way, some days later. It works on square roots, where counts vary alike whatever
their size (Brown et al., Journal of the American Statistical Association 100, 2005).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import median

from services.reporting.domain.forecast.day_kinds import STANDS_FOR, WEEK, WORKDAYS, DayKind

#: Days that a first level and first factors are taken from; without them nothing is forecast.
FIRST_DAYS = 21
DAMPING = 0.9
BOUND = 2.5
SCALE_STEP = 0.05
#: The counts of which the root is taken are raised by this, which makes the spread even for small ones too (Anscombe).
RAISED = 3 / 8
#: No kind of day is quieter than this share of a working day, otherwise one call would be a wonder.
LEAST_FACTOR = 1e-3


@dataclass(frozen=True, slots=True)
class Day:
    """A past day; `total` is None where it is not known (a gap)."""

    kind: DayKind
    total: int | None


@dataclass(frozen=True, slots=True)
class Steps:
    """How fast the level, the trend and the factors follow what comes, 0 to 1."""

    level: float
    trend: float
    factor: float


@dataclass(frozen=True, slots=True)
class State:
    """What is known after a day: `level` is an ordinary working day's total, `scale` how far days usually miss."""

    level: float
    slope: float
    factors: Mapping[DayKind, float]
    scale: float = 1.0
    strange: bool = False

    def expected(self, kind: DayKind, ahead: int = 1) -> float:
        """Return the total to expect of a day of this kind, `ahead` days after the last one."""
        damped = DAMPING * (1 - DAMPING**ahead) / (1 - DAMPING)
        return max(0.0, self.level + damped * self.slope) * factor_of(self.factors, kind)


def factor_of(factors: Mapping[DayKind, float], kind: DayKind) -> float:
    """Return the factor of a kind, or of the kind it borrows from until it was seen."""
    while kind not in factors and kind in STANDS_FOR:
        kind = STANDS_FOR[kind]
    return max(LEAST_FACTOR, factors.get(kind, 1.0))


def begin(days: Sequence[Day]) -> State:
    """Return a first state from some weeks of days, by medians. An empty series begins at zero."""
    of_kind = {kind: [day.total for day in days if day.kind is kind and day.total is not None] for kind in WEEK}
    working = [total for kind in WEEK[:5] for total in of_kind[kind]]
    level = float(median(working)) if working else 0.0
    known = {kind: float(median(totals)) / level for kind, totals in of_kind.items() if totals and level}
    return State(level, 0.0, known)


def after(state: State, day: Day, steps: Steps) -> State:
    """Return the state after one more day."""
    level = max(0.0, state.level + DAMPING * state.slope)
    if day.total is None:
        return replace(state, level=level, slope=DAMPING * state.slope, strange=False)
    factor = factor_of(state.factors, day.kind)
    miss = 2 * (sqrt(day.total + RAISED) - sqrt(level * factor + RAISED))
    limit = BOUND * state.scale
    taken = _moved(level * factor, max(-limit, min(limit, miss)))
    # A quiet day says little of the level: its step is as small as the day.
    pace = steps.level * min(1.0, factor)
    grown = level + pace * (taken / factor - level)
    slope = DAMPING * state.slope + steps.trend * (grown - level)
    factors = _balanced({**state.factors, day.kind: _followed(factor, taken, grown, steps)})
    return State(grown, slope, factors, _rescaled(state.scale, miss), abs(miss) > limit)


def run(days: Sequence[Day], steps: Steps) -> list[State]:
    """Return the state after each day from `FIRST_DAYS` on. Raises ValueError when there are fewer."""
    if len(days) < FIRST_DAYS:
        raise ValueError("too few days to begin with")
    states = [begin(days[:FIRST_DAYS])]
    for day in days[FIRST_DAYS:]:
        states.append(after(states[-1], day, steps))
    return states


def _moved(mean: float, miss: float) -> float:
    root = max(0.0, sqrt(mean + RAISED) + miss / 2)
    return max(0.0, root * root - RAISED)


def _followed(factor: float, taken: float, level: float, steps: Steps) -> float:
    if level <= 0:
        return factor
    return max(LEAST_FACTOR, factor + steps.factor * (taken / level - factor))


def _balanced(factors: dict[DayKind, float]) -> Mapping[DayKind, float]:
    """Level and factors could drift apart without anybody noticing: the five weekdays' mean stays one."""
    weekdays = [factors[kind] for kind in WORKDAYS if kind in factors and kind is not DayKind.AFTER]
    mean = sum(weekdays) / len(weekdays) if weekdays else 1.0
    return {kind: factor / mean for kind, factor in factors.items()} if mean > 0 else factors


def _rescaled(scale: float, miss: float) -> float:
    """Follow how far days usually miss, by Gelper's bounded square; never less than chance alone brings."""
    ratio = miss / scale
    bounded = 2.52 * (1 - (1 - (ratio / 2) ** 2) ** 3) if abs(ratio) <= 2 else 2.52
    return max(1.0, sqrt((SCALE_STEP * bounded + 1 - SCALE_STEP) * scale * scale))
