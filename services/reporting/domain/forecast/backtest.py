"""How good the forecast is: made again for past weeks from what was known before each, beside what costs nothing.

Rolling origin: for each week the model is fitted to the days before it only, and judged by the seven days that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from math import sqrt

from services.reporting.domain.forecast.day_kinds import WorkingCalendar
from services.reporting.domain.forecast.model import Model, fit
from services.reporting.domain.forecast.quarters import PER_DAY, DayCounts, History, days_from

WEEK = 7
#: Weeks of the plain average that Taylor (Management Science 54, 2008) found hard to beat a week ahead.
AVERAGED = 4
#: How many weeks are forecast again.
ORIGINS = 8
JUDGED_FROM = 5.0


@dataclass(frozen=True, slots=True)
class Errors:
    """Sums of absolute errors per quarter; `naive` says "the same as last week", `average` the mean of four weeks.

    `…_squared` are sums of squares, `…_days` errors of days' totals. `days_held` of `days` lay within the bounds of the
    forecast, and `held` of the `judged` quarters with `JUDGED_FROM` or more to be expected: bounds of smaller counts
    hold more than four of five whatever one does, because counts are whole.
    """

    arrived: float = 0.0
    ours: float = 0.0
    naive: float = 0.0
    average: float = 0.0
    ours_squared: float = 0.0
    naive_squared: float = 0.0
    ours_days: float = 0.0
    naive_days: float = 0.0
    judged: int = 0
    held: int = 0
    days: int = 0
    days_held: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def days_wape(self) -> float | None:
        """Return the weighted absolute percentage error of days' totals."""
        return self.wape("ours_days")

    def wape(self, name: str = "ours") -> float | None:
        """Return the weighted absolute percentage error: Σ|error| / Σ arrivals; None where nobody came."""
        return float(getattr(self, name)) / self.arrived if self.arrived else None

    @property
    def mase(self) -> float | None:
        """Return our error in units of the naive one, both out of sample: below 1 is better than last week's counts."""
        return self.ours / self.naive if self.naive else None

    @property
    def rmsse(self) -> float | None:
        """Return the same of root mean squares: what a mean is made to keep low where few come at a time."""
        return sqrt(self.ours_squared / self.naive_squared) if self.naive_squared else None

    @property
    def coverage(self) -> float | None:
        """Return the share of quarters within the bounds."""
        return self.held / self.judged if self.judged else None

    @property
    def day_coverage(self) -> float | None:
        """Return the share of days whose total lay within the bounds."""
        return self.days_held / self.days if self.days else None


def backtest(history: History, calendar: WorkingCalendar, until: date, origins: int = ORIGINS) -> Errors:
    """Return the errors over the last `origins` whole weeks before `until`; days that are not known are left out."""
    found = (_week(history, calendar, until - timedelta(weeks=back)) for back in range(1, origins + 1))
    return sum(found, Errors())


def _week(history: History, calendar: WorkingCalendar, origin: date) -> Errors:
    model = fit(history, calendar, origin)
    if model is None:
        return Errors()
    judged = [day for day in days_from(origin, WEEK) if day in history and len(_before(history, day)) == AVERAGED]
    return sum((_day(model, history, day) for day in judged), Errors())


def _before(history: History, day: date) -> list[DayCounts]:
    """Return the same weekday of the weeks before, the last one first."""
    weeks = (day - timedelta(weeks=back) for back in range(1, AVERAGED + 1))
    return [history[each] for each in weeks if each in history]


def _day(model: Model, history: History, day: date) -> Errors:
    counts, before, whole = history[day], _before(history, day), model.expect(day)
    expected = [model.expect(day, quarter, quarter + 1) for quarter in range(PER_DAY)]
    means = [each.mean for each in expected]
    busy = [(each, count) for each, count in zip(expected, counts, strict=True) if each.mean >= JUDGED_FROM]
    return Errors(
        arrived=sum(counts),
        ours=_missed(counts, means),
        naive=_missed(counts, before[0]),
        average=_missed(counts, [sum(column) / AVERAGED for column in zip(*before, strict=True)]),
        ours_squared=_missed(counts, means, 2),
        naive_squared=_missed(counts, before[0], 2),
        ours_days=abs(sum(counts) - whole.mean),
        naive_days=abs(sum(counts) - sum(before[0])),
        judged=len(busy),
        held=sum(each.low <= count <= each.high for each, count in busy),
        days=1,
        days_held=int(whole.low <= sum(counts) <= whole.high),
    )


def _missed(counts: Sequence[float], said: Sequence[float], power: int = 1) -> float:
    return sum(abs(count - each) ** power for count, each in zip(counts, said, strict=True))
