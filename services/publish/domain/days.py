"""Days and months of the province's time (UTC+7, no summer time)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

PROVINCE = timezone(timedelta(hours=7))
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_FIRST_YEAR = 2000


def local_day(moment: datetime) -> date:
    """Return the day on which an aware moment is in the province."""
    return moment.astimezone(PROVINCE).date()


def month_of(text: str) -> date | None:
    """Return the first day of the month written as 2026-10, or None where that is no month one could ask for."""
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) >= _FIRST_YEAR else None


def next_month(first_day: date) -> date:
    """Return the first day of the month after."""
    return (first_day.replace(day=28) + timedelta(days=4)).replace(day=1)


def begins(day: date) -> datetime:
    """Return the moment at which a day begins in the province."""
    return datetime(day.year, day.month, day.day, tzinfo=PROVINCE)
