"""When people work: hours per weekday, holidays, and days off that were swapped for working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTES_A_DAY = 24 * 60

#: Opening and closing in minutes since midnight, local time; closing may be 1440 (24:00).
Interval = tuple[int, int]


class DayOff(Enum):
    """Why nobody works on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class WorkingCalendar:
    """Local working time of one group of people.

    `hours` maps weekdays (0 = Monday) to intervals in order, several a day where there is a lunch break. `holidays` are
    days off by date, with their names. `working_days` are days that are worked although they fall on a weekend or a
    holiday, because the Government swapped them; they have the hours of the first working weekday.

    Raises ValueError for hours that overlap, run backwards or leave no working time at all.
    """

    hours: Mapping[int, Sequence[Interval]]
    holidays: Mapping[date, str] = field(default_factory=dict)
    working_days: Mapping[date, str] = field(default_factory=dict)
    zone: ZoneInfo = VIETNAM

    def __post_init__(self) -> None:
        for intervals in self.hours.values():
            edges = [edge for interval in intervals for edge in interval]
            if edges != sorted(set(edges)) or not all(0 <= edge <= MINUTES_A_DAY for edge in edges):
                raise ValueError(f"hours overlap or run backwards: {intervals}")
        if not any(self.hours.values()):
            raise ValueError("a calendar without any working hours")

    def intervals(self, day: date) -> Sequence[Interval]:
        """Return when people work on a local day; nothing on a day off."""
        if day in self.working_days:
            return self._usual_hours(day) or self._first_hours()
        return () if day in self.holidays else self._usual_hours(day)

    def day_off(self, day: date) -> DayOff | None:
        """Return why nobody works on a local day, or None when somebody does."""
        if self.intervals(day):
            return None
        return DayOff.HOLIDAY if day in self.holidays else DayOff.WEEKEND

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the day's working intervals as aware local moments."""
        midnight = datetime.combine(day, time.min, self.zone)
        return [(midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in self.intervals(day)]

    def local(self, at: datetime) -> datetime:
        """Return an aware moment in local time. Raises ValueError for a naive one: nobody knows what it means."""
        if at.tzinfo is None:
            raise ValueError("naive datetime")
        return at.astimezone(self.zone)

    def _usual_hours(self, day: date) -> Sequence[Interval]:
        return self.hours.get(day.weekday(), ())

    def _first_hours(self) -> Sequence[Interval]:
        return next(self.hours[weekday] for weekday in range(7) if self.hours.get(weekday))
