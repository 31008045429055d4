"""The calendar for eyes: months with their days off, and what the next year lacks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.routing.domain.calendar import WorkingCalendar

#: From this month on, the next year's days off are announced, or about to be.
ANNOUNCED_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a month. `kind`: work, weekend, holiday or swapped; `name` says why; `own`: the catalogue says so."""

    date: date
    kind: str
    name: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as weeks from Monday on; None where a week begins or ends in another month."""

    number: int
    weeks: Sequence[Sequence[Day | None]]


def months(year: int, known: WorkingCalendar, own: Mapping[str, Any]) -> list[Month]:
    """Return a year by months; `own` is the catalogue's calendar."""
    said = {each["date"] for name in ("holidays", "working_days") for each in own.get(name, ())}
    return [Month(number=number, weeks=list(_weeks(year, number, known, said))) for number in range(1, 13)]


def warnings(snapshot: Mapping[str, Any], today: date) -> list[int]:
    """Return the years whose days off are not entered yet, though it is time."""
    coming = today.year + (today.month >= ANNOUNCED_FROM)
    said = {each["date"][:4] for name in ("holidays", "working_days") for each in snapshot["calendar"].get(name, ())}
    return [year for year in range(today.year, coming + 1) if str(year) not in said]


def _weeks(year: int, month: int, known: WorkingCalendar, said: set[str]) -> Iterator[list[Day | None]]:
    for week in calendar.Calendar().monthdayscalendar(year, month):
        yield [_day(date(year, month, day), known, said) if day else None for day in week]


def _day(day: date, known: WorkingCalendar, said: set[str]) -> Day:
    own = day.isoformat() in said
    if day in known.working_days:
        return Day(date=day, kind="swapped", name=known.working_days[day], own=own)
    if day in known.holidays:
        return Day(date=day, kind="holiday", name=known.holidays[day], own=own)
    return Day(date=day, kind="work" if known.intervals(day) else "weekend")
