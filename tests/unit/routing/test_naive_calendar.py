"""The working-time engine against somebody who counts minutes on his fingers, with Gia Lai's own calendar.

The other implementation shares no line with the engine: it writes down every minute that is worked in two years, once,
and counts along the list.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
import yaml

from services.routing import catalog
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.domain.working_time import (
    add_working_minutes,
    is_working,
    working_minutes_between,
    working_time_before,
)

DATA = Path(__file__).parents[3] / "deploy/data/gialai"
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2025, 1, 1), date(2027, 6, 30)
CASES = 10_000
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def worked_minutes() -> list[int]:
    """Return every minute since 1970 in which the agencies of Gia Lai work, as their YAML and the law have it."""
    raw = yaml.safe_load((DATA / "calendar.yaml").read_text("utf-8"))["calendar"]
    off = set(holidays.country_holidays("VN", years=range(2024, 2029))) | {each["date"] for each in raw["holidays"]}
    on = {each["date"] for each in raw["working_days"]}
    minutes: list[int] = []
    day = FIRST
    while day <= LAST:
        spans = raw["agency_hours"].get(DAYS[day.weekday()], [])
        if day in on:
            spans = spans or raw["agency_hours"]["mon"]
        elif day in off:
            spans = []
        for opening, closing in spans:
            minutes += range(_minute(day, opening), _minute(day, closing))
        day += timedelta(days=1)
    return minutes


def _minute(day: date, clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL).timestamp()) // 60


WORKED = worked_minutes()
OFFICE = catalog_of(1, catalog.load(DATA)).agency_hours


def moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, LOCAL)


@pytest.fixture(scope="module")
def cases() -> list[tuple[int, int]]:
    """Ten thousand starts (minutes since 1970) and allowances (working minutes)."""
    chance = random.Random(1022)
    return [(chance.randrange(WORKED[0], WORKED[-1] - 90 * 1440), chance.randrange(1, 9_600)) for _ in range(CASES)]


def test_ten_thousand_deadlines_are_those_that_counting_gives(cases: list[tuple[int, int]]) -> None:
    wrong = []
    for start, allowed in cases:
        counted = moment(WORKED[bisect_left(WORKED, start) + allowed - 1] + 1)
        if add_working_minutes(OFFICE, moment(start), allowed) != counted:
            wrong.append((moment(start), allowed, counted))
    assert wrong == []


def test_ten_thousand_spans_of_working_time_are_those_that_counting_gives(cases: list[tuple[int, int]]) -> None:
    wrong = []
    for start, length in cases:
        counted = bisect_left(WORKED, start + length) - bisect_left(WORKED, start)
        if working_minutes_between(OFFICE, moment(start), moment(start + length)) != counted:
            wrong.append((moment(start), moment(start + length), counted))
    assert wrong == []


def test_counting_back_from_ten_thousand_deadlines_leads_to_where_they_began(cases: list[tuple[int, int]]) -> None:
    wrong = []
    for start, allowed in cases:
        due = add_working_minutes(OFFICE, moment(start), allowed)
        begun = working_time_before(OFFICE, due, timedelta(minutes=allowed))
        if begun != moment(WORKED[bisect_left(WORKED, start)]):
            wrong.append((moment(start), allowed, begun))
    assert wrong == []


def test_every_minute_of_a_month_with_tet_is_worked_or_not_as_counted() -> None:
    begins, ends = _minute(date(2026, 2, 1), "00:00"), _minute(date(2026, 3, 1), "00:00")
    worked = set(WORKED[bisect_left(WORKED, begins) : bisect_left(WORKED, ends)])
    assert worked
    assert [minute for minute in range(begins, ends) if is_working(OFFICE, moment(minute)) != (minute in worked)] == []
