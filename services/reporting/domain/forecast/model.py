"""The forecast of one stream of arrivals: what it was fitted to, and what it says of days to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import dropwhile
from math import sqrt

from services.reporting.domain.forecast.day_kinds import DayKind, WorkingCalendar
from services.reporting.domain.forecast.dispersion import quantile, spread
from services.reporting.domain.forecast.gaps import with_gaps
from services.reporting.domain.forecast.profile import PastDay, Profiles, profiles
from services.reporting.domain.forecast.quarters import PER_DAY, History
from services.reporting.domain.forecast.smoothing import FIRST_DAYS, Day, State, Steps, run

#: Steps that are tried; the best a week ahead is taken.
TRIED = tuple(
    Steps(level, trend, factor) for level in (0.04, 0.1, 0.2) for trend in (0.0, 0.05) for factor in (0.05, 0.15)
)
WEEK_AHEAD = 7
PROFILE_DAYS = 84
#: What lies further back than the last Tết and its weeks says nothing of next week, and costs time.
LEARNT_DAYS = 420
#: Intervals hold four of five.
LOW, HIGH = 0.1, 0.9
#: Without so many days behind the first state, how far forecasts miss cannot be told.
LEAST_DAYS = FIRST_DAYS + 2 * WEEK_AHEAD


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect: the mean, and the bounds that hold four of five."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Model:
    """`until` is the first day that the model has not seen. `busy` is how much whole days vary (the dispersion of
    their totals), `restless` how much quarters vary besides.
    """

    until: date
    state: State
    shares: Profiles
    busy: float
    restless: float
    calendar: WorkingCalendar

    def mean(self, day: date, first: int = 0, end: int = PER_DAY) -> float:
        """Return how many to expect in the quarters from `first` up to, not including, `end`."""
        kind = self.calendar.kind(day)
        share = sum(self.shares.of(kind)[first:end])
        return self.state.expected(kind, max(1, (day - self.until).days + 1)) * share

    def expect(self, day: date, first: int = 0, end: int = PER_DAY) -> Expected:
        """Return the same with its bounds. What makes quarters restless evens out over a longer span."""
        mean = self.mean(day, first, end)
        varies = self.varies(end - first)
        # Rounded for the memory of quantiles: bounds are whole numbers anyhow.
        rounded = float(f"{mean:.4g}")
        return Expected(mean, quantile(LOW, rounded, varies), quantile(HIGH, rounded, varies))

    def varies(self, quarters: int) -> float:
        """Return the dispersion of a count over so many quarters in a row."""
        return self.busy + self.restless / quarters


def fit(history: History, calendar: WorkingCalendar, until: date) -> Model | None:
    """Return the model of all days before `until`; None where `LEAST_DAYS` have not passed since the first arrival."""
    days = _since_the_first(history, until)
    if len(days) < LEAST_DAYS:
        return None
    kinds = {day: calendar.kind(day) for day in days}
    gaps = with_gaps(history, (day for day in days if kinds[day] not in (DayKind.HOLIDAY, DayKind.TET)))
    totals = [Day(kinds[day], None if day in gaps else sum(history[day])) for day in days]
    states = _best([run(totals, steps) for steps in TRIED], totals)
    plain = [
        day for day, state in zip(days[FIRST_DAYS:], states[1:], strict=True) if day not in gaps and not state.strange
    ][-PROFILE_DAYS:]
    shares = profiles(PastDay(kinds[day], history[day], partial(calendar.is_open, day)) for day in plain)
    return Model(until, states[-1], shares, _busy(states, totals), _restless(history, plain, kinds, shares), calendar)


def _since_the_first(history: History, until: date) -> list[date]:
    """A channel that was opened last month has no years of zeros behind it."""
    return list(
        dropwhile(lambda day: not any(history[day]), sorted(day for day in history if day < until)[-LEARNT_DAYS:])
    )


def _best(runs: Sequence[list[State]], totals: Sequence[Day]) -> list[State]:
    """Return the states of the steps that missed least a week ahead, by absolute errors, which storms do not rule."""
    return min(runs, key=lambda states: sum(abs(sqrt(n) - sqrt(mean)) for n, mean, _ in _week_ahead(states, totals)))


def _busy(states: Sequence[State], totals: Sequence[Day]) -> float:
    return spread((count, mean) for count, mean, strange in _week_ahead(states, totals) if not strange)


def _week_ahead(states: Sequence[State], totals: Sequence[Day]) -> list[tuple[float, float, bool]]:
    """Return what came, what had been expected a week before, and whether the day was strange; no gaps."""
    return [
        (float(day.total), states[place].expected(day.kind, WEEK_AHEAD), states[place + WEEK_AHEAD].strange)
        for place, day in enumerate(totals[FIRST_DAYS + WEEK_AHEAD - 1 :])
        if day.total is not None
    ]


def _restless(history: History, days: Sequence[date], kinds: Mapping[date, DayKind], shares: Profiles) -> float:
    """Return how much quarters vary around their share of what the day turned out to be."""
    return spread(
        (count, sum(history[day]) * share)
        for day in days
        for count, share in zip(history[day], shares.of(kinds[day]), strict=True)
    )
