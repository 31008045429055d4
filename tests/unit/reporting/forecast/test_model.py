"""What a model says of days to come, for histories where the right answer is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain.forecast.gaps import with_gaps
from services.reporting.domain.forecast.model import LEAST_DAYS, Model, fit
from services.reporting.domain.forecast.quarters import PER_DAY
from tests.simulators.arrivals import calendar

MONDAY = date(2026, 6, 1)
CALENDAR = calendar()


def past(days: int, counts: Callable[[date], list[int]]) -> dict[date, list[int]]:
    """Return the counts of so many days before `MONDAY`."""
    return {day: counts(day) for day in (MONDAY - timedelta(days=back) for back in range(days, 0, -1))}


def flat(day: date) -> list[int]:
    """Ten in each open quarter of a working day, two at weekends and on holidays, one at night."""
    working = day.weekday() < 5 and not CALENDAR.holiday(day)
    return [(10 if working else 2) if 28 <= quarter < 92 else 1 for quarter in range(PER_DAY)]


def model_of(history: dict[date, list[int]]) -> Model:
    """Return the fitted model."""
    found = fit(history, CALENDAR, MONDAY)
    assert found is not None
    return found


def test_what_was_always_so_is_expected_to_stay_so() -> None:
    model = model_of(past(120, flat))
    for step in range(7):
        day = MONDAY + timedelta(days=step)
        assert model.mean(day) == pytest.approx(sum(flat(day)), rel=0.01)
        assert model.mean(day, 40, 44) == pytest.approx(sum(flat(day)[40:44]), rel=0.05)


def test_calls_before_the_door_opens_are_not_expected_because_they_come_after_it() -> None:
    model = model_of(past(120, flat))
    assert model.mean(MONDAY, 27, 28) == pytest.approx(1, rel=0.1)
    assert model.mean(MONDAY, 28, 29) == pytest.approx(10, rel=0.05)


def test_one_storm_does_not_blow_next_week_up() -> None:
    calm = past(120, flat)
    storm = {**calm, MONDAY - timedelta(days=3): [count * 12 for count in flat(MONDAY - timedelta(days=3))]}
    assert model_of(storm).mean(MONDAY) < 1.15 * model_of(calm).mean(MONDAY)


def test_a_night_of_silence_is_a_gap_and_no_fall_in_demand() -> None:
    calm, broken = past(120, flat), MONDAY - timedelta(days=4)
    silent = {**calm, broken: [*flat(broken)[:30], *[0] * 40, *flat(broken)[70:]]}
    assert with_gaps(silent, silent) == {broken}
    assert model_of(silent).mean(MONDAY) == pytest.approx(model_of(calm).mean(MONDAY), rel=0.01)


def test_a_quiet_hour_of_a_quiet_channel_is_no_gap() -> None:
    assert with_gaps(past(60, lambda _: [0] * 40 + [1] * 4 + [0] * 52), past(60, flat)) == set()


def test_a_lasting_rise_is_followed_within_weeks() -> None:
    doubled = past(120, lambda day: [count * (2 if day >= MONDAY - timedelta(days=35) else 1) for count in flat(day)])
    assert model_of(doubled).mean(MONDAY) == pytest.approx(2 * sum(flat(MONDAY)), rel=0.12)


def test_a_holiday_is_expected_as_quiet_as_such_days_are() -> None:
    history = {day: flat(day) for day in (date(2026, 8, 30) - timedelta(days=back) for back in range(200, 0, -1))}
    model = fit(history, CALENDAR, date(2026, 8, 30))
    assert model is not None
    assert model.mean(date(2026, 9, 2)) < 0.35 * model.mean(date(2026, 9, 9))


def test_a_channel_that_opened_too_late_has_no_forecast_and_its_years_of_nothing_do_not_count() -> None:
    opened = MONDAY - timedelta(days=LEAST_DAYS - 1)
    young = past(300, lambda day: flat(day) if day >= opened else [0] * PER_DAY)
    assert fit(young, CALENDAR, MONDAY) is None
    older = past(300, lambda day: flat(day) if day >= opened - timedelta(days=1) else [0] * PER_DAY)
    assert model_of(older).mean(MONDAY) == pytest.approx(sum(flat(MONDAY)), rel=0.05)


def test_nothing_that_came_later_is_known_to_the_model() -> None:
    history = past(120, flat)
    later = {**history, MONDAY: [999] * PER_DAY, MONDAY + timedelta(days=1): [999] * PER_DAY}
    assert model_of(later).mean(MONDAY) == model_of(history).mean(MONDAY)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(0, 400), min_size=PER_DAY, max_size=PER_DAY), min_size=LEAST_DAYS, max_size=60))
def test_whatever_came_the_forecast_is_a_number_with_bounds_around_it(days: list[list[int]]) -> None:
    history = {MONDAY - timedelta(days=len(days) - place): counts for place, counts in enumerate(days)}
    model = fit(history, CALENDAR, MONDAY)
    if model is None:  # nothing but zeros at first
        return
    parts = [model.expect(MONDAY, quarter, quarter + 1) for quarter in range(PER_DAY)]
    assert all(0 <= each.low <= each.high for each in parts)
    assert sum(each.mean for each in parts) == pytest.approx(model.mean(MONDAY))
    assert model.mean(MONDAY) <= PER_DAY * 400 * 3
