"""Quarters of an hour of local days. Việt Nam has had no summer time since 1975, so every day has 96."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from services.reporting.domain.period import LOCAL

PER_DAY = 96
MINUTES = 15
QUARTER = timedelta(minutes=MINUTES)

#: Counts of one local day, quarter by quarter.
DayCounts = Sequence[int]
#: Counts per local date. A date that is not there is not known, which is something else than zero.
History = Mapping[date, DayCounts]


def local_day(moment: datetime) -> date:
    """Return the local date of an aware moment."""
    return moment.astimezone(LOCAL).date()


def quarter_of(moment: datetime) -> int:
    """Return which quarter of its local day an aware moment lies in, 0 to 95."""
    local = moment.astimezone(LOCAL)
    return (local.hour * 60 + local.minute) // MINUTES


def begins(day: date, quarter: int = 0) -> datetime:
    """Return the UTC moment at which a quarter of a local day begins; 96 is the next midnight."""
    return datetime.combine(day, time(0), LOCAL).astimezone(UTC) + quarter * QUARTER


def days_from(first: date, count: int) -> list[date]:
    """Return so many dates in a row."""
    return [first + timedelta(days=step) for step in range(count)]
