"""The dashboard as one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.reporting.domain.calls import CallCounts
from services.reporting.domain.forecast.quarters import begins
from services.reporting.domain.indicators import Tally
from services.reporting.domain.outbreak.alarm import Alarm, Incident
from services.reporting.domain.period import Period
from services.reporting.domain.staffing.plan import HourToday

#: Lines of a list that can be read from five metres.
MOST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: `key` for addresses, `name` for people, and its share of the longest (0 to 1)."""

    key: str | None
    name: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Warned:
    """An alarm with the words for its place and matter, and the incident that people have made of it."""

    alarm: Alarm
    matter: str
    place: str
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything of the dashboard. `hours` are those of today's calls, empty before the first forecast."""

    seen_at: datetime
    today: Tally
    week: Tally
    overdue: Sequence[Line]
    topics: Sequence[Line]
    places: Sequence[Line]
    channels: Sequence[Line]
    calls: CallCounts
    hours: Sequence[HourToday]
    warned: Sequence[Warned]
    incidents: Sequence[Incident]


def day_of(day: date) -> Period:
    """Return one local day."""
    return Period(begins(day), begins(day + timedelta(days=1)))


def week_of(day: date) -> Period:
    """Return the local week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(begins(monday), begins(monday + timedelta(days=7)))


def longest(counts: Iterable[tuple[str | None, str, int]], most: int = MOST) -> list[Line]:
    """Return the longest lines first, equal ones by name; none of nothing, and none without a key."""
    ordered = sorted((each for each in counts if each[0] and each[2]), key=lambda each: (-each[2], each[1]))[:most]
    top = ordered[0][2] if ordered else 1
    return [Line(key, name, count, count / top) for key, name, count in ordered]
