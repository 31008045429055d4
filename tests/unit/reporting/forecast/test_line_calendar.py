"""The line's calendar as the catalogue tells of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.reporting.adapters.forecasting.line_calendar import LineCalendar
from services.reporting.domain.forecast.day_kinds import DayKind

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 1, 10)
SNAPSHOT: dict[str, Any] = {
    "calendar": {
        "hours": {"mon": [["08:00", "12:00"], ["13:00", "17:00"]]},
        "holidays": [{"date": "2026-01-02", "name": "Nghỉ hoán đổi"}],
        "working_days": [{"date": "2026-01-10", "name": "Làm bù"}],
    }
}


def test_before_the_catalogue_comes_the_line_has_the_hours_of_the_provinces_letter() -> None:
    calendar = LineCalendar(lambda: None)()
    assert calendar.is_open(MONDAY, 28) and not calendar.is_open(MONDAY, 92)
    assert calendar.kind(date(2026, 2, 17)) is DayKind.TET


def test_the_catalogues_hours_and_announcements_are_in_force_once_they_are_there() -> None:
    found: list[dict[str, Any] | None] = [None]
    calendar = LineCalendar(lambda: found[0])
    calendar()
    found[0] = SNAPSHOT
    assert not calendar().is_open(MONDAY, 28) and not calendar().is_open(MONDAY, 48)
    assert calendar().is_open(MONDAY, 52) and calendar().is_open(SATURDAY, 32)
    assert calendar().kind(date(2026, 1, 2)) is DayKind.HOLIDAY
    assert calendar() is calendar()
