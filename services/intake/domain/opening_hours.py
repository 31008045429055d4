"""When the centre works, and so when a case that came at night will be looked at.

Công văn 862/STTTT-BCVT (01/06/2021): 07:00 to 23:00, Monday to Friday, except public holidays and Tết. The electronic
channels take cases at any time. A working day that the government swapped in (làm bù) keeps Monday's hours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Longer than any Tết; a calendar without a single working day in this time is broken.
HORIZON_DAYS = 60

Span = tuple[time, time]
#: Returns the name of the public holiday on a date, or None.
HolidayName = Callable[[date], str | None]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours per weekday (0 is Monday), local time; holidays close, swapped working days open."""

    weekly: Mapping[int, tuple[Span, ...]]
    announced_holidays: Mapping[date, str]
    working_days: frozenset[date]
    holiday_name: HolidayName

    def opens_for(self, moment: datetime) -> datetime:
        """Return `moment` (aware, local) when the centre is open then, else the next moment it opens.

        Raises ValueError when it does not open within `HORIZON_DAYS`.
        """
        for days in range(HORIZON_DAYS):
            day = moment.date() + timedelta(days=days)
            for opens, closes in self.hours_on(day):
                start = datetime.combine(day, opens, moment.tzinfo)
                end = datetime.combine(day, closes, moment.tzinfo)
                if moment < end:
                    return max(moment, start)
        raise ValueError("the calendar has no working day")

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """Return the hours of a local date, in order; empty when closed."""
        if day in self.working_days:
            return self.weekly.get(day.weekday()) or self.weekly.get(0, ())
        if self.closed_for(day):
            return ()
        return self.weekly.get(day.weekday(), ())

    def closed_for(self, day: date) -> str | None:
        """Return the name of the holiday on `day`, or None. An announced working day is no holiday."""
        if day in self.working_days:
            return None
        return self.announced_holidays.get(day) or self.holiday_name(day)


def opening_hours(calendar: Mapping[str, Any], holiday_name: HolidayName) -> OpeningHours:
    """Return the hours that the catalogue's `calendar` part describes, with public holidays from `holiday_name`."""
    weekly = {WEEKDAYS.index(name): tuple(_span(*pair) for pair in spans) for name, spans in calendar["hours"].items()}
    return OpeningHours(
        weekly,
        {_day(each["date"]): each["name"] for each in calendar.get("holidays", ())},
        frozenset(_day(each["date"]) for each in calendar.get("working_days", ())),
        holiday_name,
    )


def _span(opens: str, closes: str) -> Span:
    return time.fromisoformat(opens), time.fromisoformat(closes)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
