"""The calendar as people type it: a line per day, a line of hours per weekday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError

from services.kit.text import visible_line
from services.routing.catalog.schema import DAYS, Calendar

LISTS = ("holidays", "working_days")
WEEKS = ("hours", "agency_hours", "forwarding")
_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\s+(.+)$")
_SPAN = re.compile(r"^(\d{1,2})[:hg](\d{2})?\s*[-–]\s*(\d{1,2})[:hg](\d{2})?$")
MOST_NAME = 200


def days_of(calendar: Mapping[str, Any], name: str, year: int) -> str:
    """Return a year's days of a list, as they are typed."""
    own = (each for each in calendar.get(name, ()) if each["date"].startswith(f"{year}-"))
    return "\n".join(f"{date.fromisoformat(each['date']):%d/%m/%Y} {each['name']}" for each in _sorted(own))


def read_days(text: str, year: int, name: str) -> list[dict[str, str]]:
    """Return the days that were typed: "31/12/2026 Tên ngày", or without the year. Raises `ValidationError`."""
    found = [_day(line, year, name) for line in map(visible_line, text.splitlines()) if line]
    if len({each["date"] for each in found}) < len(found):
        raise ValidationError({name: "settings.calendar.twice"})
    return found


def with_days(calendar: Mapping[str, Any], name: str, year: int, days: Iterable[Mapping[str, str]]) -> list[Any]:
    """Return a list with a year's days replaced."""
    others = (each for each in calendar.get(name, ()) if not each["date"].startswith(f"{year}-"))
    return _sorted([*others, *days])


def week_of(calendar: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return the hours of a week, as they are typed, by day."""
    week = calendar.get(name) or {}
    return {day: ", ".join(f"{a}-{b}" for a, b in week.get(day, ())) for day in DAYS}


def read_week(typed: Mapping[str, str], name: str) -> dict[str, Any] | None:
    """Return a week: "07:00-11:00, 13:00-17:00" a day, nothing on a free one. Raises `ValidationError` by field."""
    week, wrong = {}, {}
    for day in DAYS:
        try:
            spans = [_span(each) for each in typed.get(f"{name}.{day}", "").split(",") if each.strip()]
        except ValueError:
            wrong[f"{name}.{day}"] = "settings.calendar.hours_wrong"
            continue
        if spans:
            week[day] = spans
    if not wrong and not week and name != "forwarding":
        wrong[f"{name}.mon"] = "settings.missing"
    if wrong:
        raise ValidationError(wrong)
    Calendar(only=(name,)).load({name: week or None} if name == "forwarding" else {name: week})
    return week or None


def _span(text: str) -> list[str]:
    found = _SPAN.match(text.strip())
    if not found:
        raise ValueError(text)
    opening, opening_minute, closing, closing_minute = found.groups()
    edges = [(int(opening), int(opening_minute or 0)), (int(closing), int(closing_minute or 0))]
    if not all(hour < 24 and minute < 60 for hour, minute in edges) or edges[0] >= edges[1]:
        raise ValueError(text)
    return [f"{hour:02}:{minute:02}" for hour, minute in edges]


def _day(line: str, year: int, name: str) -> dict[str, str]:
    found = _DAY.match(line)
    try:
        day, month, said, called = found.groups() if found else ("", "", "", "")
        moment = date(int(said or year), int(month), int(day))
    except ValueError:
        raise ValidationError({name: "settings.calendar.day_wrong"}) from None
    if moment.year != year or len(called) > MOST_NAME:
        raise ValidationError({name: "settings.calendar.day_wrong"})
    return {"date": moment.isoformat(), "name": called}


def _sorted(days: Iterable[Mapping[str, str]]) -> list[Any]:
    return sorted(days, key=lambda each: each["date"])
