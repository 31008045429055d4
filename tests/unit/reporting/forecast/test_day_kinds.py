"""Kinds of days around Việt Nam's holidays."""

from __future__ import annotations

from datetime import date, time

import pytest

from services.reporting.domain.forecast.day_kinds import DayKind, WorkingCalendar
from tests.simulators.arrivals import calendar

KINDS = [
    ("2026-11-23", DayKind.MONDAY),
    ("2026-11-28", DayKind.SATURDAY),
    ("2026-02-15", DayKind.SUNDAY),  # the Sunday before Tết
    ("2026-02-16", DayKind.TET),  # New Year's Eve of the lunar year
    ("2026-02-20", DayKind.TET),  # its last day of closure, a Friday
    ("2026-02-23", DayKind.AFTER),  # Monday: the weekend after Tết belongs to the closure
    ("2026-02-24", DayKind.TUESDAY),
    ("2026-01-01", DayKind.HOLIDAY),  # Tết Dương lịch is no Tết
    ("2026-01-02", DayKind.AFTER),
    ("2026-04-28", DayKind.AFTER),  # after a Monday in lieu
    ("2026-09-03", DayKind.AFTER),
]


@pytest.mark.parametrize(("day", "kind"), KINDS)
def test_a_day_is_of_its_kind(day: str, kind: DayKind) -> None:
    assert calendar().kind(date.fromisoformat(day)) is kind


def test_what_the_government_announces_wins_over_what_the_law_lets_expect() -> None:
    bridge, swapped, lawful = date(2026, 1, 2), date(2026, 1, 10), date(2026, 1, 1)
    announced = WorkingCalendar(
        {0: ((time(7), time(23)),), 4: ((time(7), time(23)),)},
        lambda day: "Tết Dương lịch" if day == lawful else None,
        {bridge: "Nghỉ hoán đổi"},
        frozenset({swapped}),
    )
    assert announced.kind(bridge) is DayKind.HOLIDAY and announced.open_on(bridge) == ()
    assert announced.kind(swapped) is DayKind.FRIDAY and announced.is_open(swapped, 7 * 4)
    assert announced.kind(date(2026, 1, 5)) is DayKind.AFTER


def test_the_centre_opens_with_one_quarter_and_closes_before_another() -> None:
    monday = date(2026, 11, 23)
    assert [calendar().is_open(monday, quarter) for quarter in (27, 28, 91, 92)] == [False, True, True, False]


def test_a_line_that_never_closes_is_open_in_the_last_quarter() -> None:
    always = WorkingCalendar(dict.fromkeys(range(7), ((time(0), time(0)),)), lambda _: None)
    assert all(always.is_open(date(2026, 11, 22), quarter) for quarter in range(96))
