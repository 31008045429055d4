"""When the centre is open: from the catalogue's calendar, with public holidays by the `holidays` package.

The package computes each year from the law; what the government announces otherwise stands in the catalogue and wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

import holidays

from services.reporting.domain.forecast.day_kinds import Span, WorkingCalendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Until the catalogue has come: Công văn 862/STTTT-BCVT (01/06/2021), 07:00 to 23:00 from Monday to Friday.
FIRST_HOURS: Mapping[int, tuple[Span, ...]] = dict.fromkeys(range(5), ((time(7), time(23)),))
_VIETNAM = holidays.country_holidays("VN", language="vi")

Snapshot = Mapping[str, Any]


class LineCalendar:
    """Port `Calendar`. `current` returns the catalogue's snapshot, or None while there is none."""

    def __init__(self, current: Callable[[], Snapshot | None]) -> None:
        self._current = current
        self._read: Snapshot | None = None
        self._calendar = WorkingCalendar(FIRST_HOURS, public_holiday)

    def __call__(self) -> WorkingCalendar:
        """Return the calendar that is in force. A snapshot is read once: it stays the same object until it changes."""
        snapshot = self._current()
        if snapshot is not None and snapshot is not self._read:
            self._calendar, self._read = _calendar(snapshot.get("calendar") or {}), snapshot
        return self._calendar


def public_holiday(day: date) -> str | None:
    """Return the Vietnamese name of the public holiday on `day`, or None."""
    name: str | None = _VIETNAM.get(day)
    return name


def _calendar(part: Mapping[str, Any]) -> WorkingCalendar:
    hours = part.get("hours")
    weekly = {WEEKDAYS.index(name): tuple(_span(*pair) for pair in spans) for name, spans in (hours or {}).items()}
    return WorkingCalendar(
        weekly if hours else FIRST_HOURS,
        public_holiday,
        {_day(each["date"]): each["name"] for each in part.get("holidays", ())},
        frozenset(_day(each["date"]) for each in part.get("working_days", ())),
    )


def _span(opens: str, closes: str) -> Span:
    return time.fromisoformat(opens), time.fromisoformat(closes)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
