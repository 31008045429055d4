"""What kind of day it is, as far as that changes how many people call.

Weekdays differ from one another; public holidays are like Sundays, Tết is quieter still, and on the first working day
after a closure people bring what they could not ask. A Saturday that was made a working day (làm bù) ends a long week
and is treated as a Friday.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

Span = tuple[time, time]
#: Returns the Vietnamese name of the public holiday on a date, or None.
HolidayName = Callable[[date], str | None]


class DayKind(StrEnum):
    """A kind of day; the first seven in the order of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    TET = "tet"
    AFTER = "after"


WEEK = tuple(DayKind)[:7]
WORKDAYS = frozenset({*WEEK[:5], DayKind.AFTER})

#: Whose figures a kind borrows until it has its own: Tết comes once a year.
STANDS_FOR: Mapping[DayKind, DayKind] = {
    DayKind.TET: DayKind.HOLIDAY,
    DayKind.HOLIDAY: DayKind.SUNDAY,
    DayKind.AFTER: DayKind.MONDAY,
}


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When the centre is open, and which days are no ordinary ones.

    `hours` per weekday (0 is Monday), local time. `announced` (the government's yearly announcement) and
    `working_days` win over `holiday_name`.
    """

    hours: Mapping[int, tuple[Span, ...]]
    holiday_name: HolidayName
    announced: Mapping[date, str] = field(default_factory=dict)
    working_days: frozenset[date] = frozenset()

    def holiday(self, day: date) -> str | None:
        """Return the name of the public holiday, or None."""
        return None if day in self.working_days else self.announced.get(day) or self.holiday_name(day)

    def kind(self, day: date) -> DayKind:
        """Return what kind of day it is."""
        name = self.holiday(day)
        if name:
            return DayKind.TET if _is_tet(name) else DayKind.HOLIDAY
        if day in self.working_days and day.weekday() >= 5:
            return DayKind.FRIDAY
        if day.weekday() < 5 and self._follows_a_closure(day):
            return DayKind.AFTER
        return WEEK[day.weekday()]

    def open_on(self, day: date) -> tuple[Span, ...]:
        """Return the opening hours of a date, in order; empty when closed."""
        if day in self.working_days:
            return self.hours.get(day.weekday()) or self.hours.get(0, ())
        return () if self.holiday(day) else self.hours.get(day.weekday(), ())

    def is_open(self, day: date, quarter: int) -> bool:
        """Return whether the centre is open when that quarter of the day begins."""
        at = time(quarter // 4, quarter % 4 * 15)
        return any(opens <= at and (at < closes or closes == time(0)) for opens, closes in self.open_on(day))

    def _follows_a_closure(self, day: date) -> bool:
        """A weekday holiday, with or without the weekend after it, lies right before."""
        before = day - timedelta(days=1)
        while before.weekday() >= 5 and before not in self.working_days and not self.holiday(before):
            before -= timedelta(days=1)
        return self.holiday(before) is not None and (before.weekday() < 5 or day.weekday() == 0)


def _is_tet(name: str) -> bool:
    """The days of the lunar new year; the first of January (Tết Dương lịch) is a holiday like others."""
    return ("tết" in name.lower() or "giao thừa" in name.lower()) and "dương lịch" not in name.lower()
