"""Reporting periods: local months, cut where the province cuts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 2000, 2199
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class NotAMonth(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The text does not name a month as `2026-11` does."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the year, such as November 2026."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-11`. Raises `NotAMonth`, also for years outside 2000–2199."""
        found = _MONTH.fullmatch(text)
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise NotAMonth(text)
        return cls(int(found[1]), int(found[2]))

    def plus(self, months: int) -> Month:
        """Return the month so many months later, or earlier where negative."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, not including, `end`; both UTC."""

    start: datetime
    end: datetime

    def seen_at(self, as_of: datetime) -> datetime:
        """Return the instant whose state the report shows: `as_of`, but never later than the period's end.

        What happens after a period must not change its report, otherwise no two printouts of November agree.
        """
        return min(as_of, self.end)


@dataclass(frozen=True, slots=True)
class MonthCut:
    """Where a reporting month ends and the next begins, local time.

    Day 1 is the calendar month. A later day ends the month it lies in: with day 25, 12:00 (as Thành phố Hồ Chí Minh
    reports), November runs from 25/10 12:00 to 25/11 12:00. Raises ValueError for a day not every month has.
    """

    day: int = 1
    at: time = time(0)

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 28:
            raise ValueError("the cut day must be one that every month has: 1 to 28")

    def period(self, month: Month) -> Period:
        """Return the period that is reported under the name of `month`."""
        first = month if self.day == 1 else month.plus(-1)
        return Period(self._cut(first), self._cut(first.plus(1)))

    def month_of(self, moment: datetime) -> Month:
        """Return the reporting month that `moment` (aware) falls in."""
        local = moment.astimezone(LOCAL)
        near = Month(local.year, local.month)
        months = (near.plus(step) for step in (-1, 0, 1))
        return next(each for each in months if moment < self.period(each).end)

    def _cut(self, month: Month) -> datetime:
        return datetime.combine(date(month.year, month.number, self.day), self.at, LOCAL).astimezone(UTC)
