"""Forecasts are issued once a day, and shown beside what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.forecasting.memory_cases import MemoryCases
from services.reporting.adapters.forecasting.memory_forecasts import MemoryForecasts
from services.reporting.domain.forecast.quarters import begins
from services.reporting.domain.staffing.erlang import Target
from services.reporting.domain.staffing.plan import Outlook
from services.reporting.domain.staffing.seats import PRESET_HANDLING_SECONDS, Rules
from services.reporting.usecases.forecasting.issue_forecasts import STREAMS, IssueForecasts
from services.reporting.usecases.forecasting.show_outlook import ShowOutlook
from tests.contract.reporting.calls_contract import NOON
from tests.contract.reporting.calls_contract import a_call as call_at_noon
from tests.simulators.arrivals import calendar

TODAY = date(2026, 11, 23)
KNOWN_DAYS = 70


class AtOnce:
    """Does the work where it stands, and counts it."""

    def __init__(self) -> None:
        self.done = 0

    def do(self, work: Callable[..., Any], *arguments: object) -> Any:
        """Work."""
        self.done += 1
        return work(*arguments)


class Town:
    """Two web cases and three calls in every open hour of the last weeks, until 10:07 today."""

    def __init__(self, known_days: int = KNOWN_DAYS) -> None:
        self.cases, self.calls, self.forecasts, self.bench = MemoryCases(), MemoryCalls(), MemoryForecasts(), AtOnce()
        self.clock = FixedClock(begins(TODAY, 40) + timedelta(minutes=7))
        for back in range(known_days, -1, -1):
            self._arrive(TODAY - timedelta(days=back))
        self.issue = IssueForecasts(self.cases, self.calls, self.forecasts, calendar, self.bench, self.clock)
        self.show = ShowOutlook(self.cases, self.calls, self.forecasts, self.clock, Rules(Target(0.8, 20), 0.3), 30.0)

    def _arrive(self, day: date) -> None:
        for hour in range(7, 23):
            at = begins(day, hour * 4 + 1)
            if day.weekday() < 5 and at < self.clock.now():
                self.cases.add(at, times=2)
                minute = (at - NOON).total_seconds() / 60
                self.calls.merge([call_at_noon(f"{at.isoformat()}-{n}", minute + n, talked=170) for n in range(3)])

    def issued(self) -> Outlook:
        """Issue everything and show it."""
        while self.issue():
            pass
        return self.show()


@pytest.fixture(scope="module")
def town() -> Town:
    """A town that has its forecast."""
    made = Town()
    made.issued()
    return made


def test_each_stream_is_issued_once_a_day_however_often_it_is_asked_for(town: Town) -> None:
    assert sorted(each.stream for each in town.forecasts.of(TODAY)) == sorted(STREAMS)
    done = town.bench.done
    assert town.issue() is False and town.bench.done == done == len(STREAMS)


def test_a_day_is_shown_with_what_is_expected_and_what_came_of_it_so_far(town: Town) -> None:
    web = next(each for each in town.show().streams if each.stream == "web")
    today, *rest = web.days
    assert (today.so_far, len(rest)) == (6, 6)
    assert today.expected.mean == pytest.approx(32, rel=0.2)
    assert today.expected_so_far is not None and today.expected_so_far.mean == pytest.approx(6, rel=0.3)
    assert all(each.so_far is None for each in rest)


def test_what_comes_today_is_not_known_to_todays_forecast(town: Town) -> None:
    later = Town()
    later.cases.add(begins(TODAY, 39), times=500)
    web = [next(each for each in some.issued().streams if each.stream == "web").days[0] for some in (town, later)]
    assert web[0].expected == web[1].expected and web[1].so_far == 506


def test_the_hour_that_runs_has_no_count_yet(town: Town) -> None:
    hours = town.show().today["web"]
    assert hours == town.show.hours("web") and town.show.hours("mobile") == ()
    assert [each.came for each in hours[:12]] == [0] * 7 + [2, 2, 2, None, None]


def test_seats_are_planned_for_the_hours_in_which_the_line_is_open_with_the_measured_handling_time(town: Town) -> None:
    shown = town.show()
    assert shown.handling.seconds == pytest.approx(200) and not shown.handling.is_preset
    monday, saturday = shown.seats[0], shown.seats[5]
    assert len(monday.rows) == 32 and monday.rows[0].quarter == 28
    assert saturday.rows == [] and saturday.peak is None
    for row in monday.rows:
        assert row.needed.within >= 0.8 and (row.fewer is None or row.fewer.within < 0.8)
        assert row.busy_seats >= row.needed.seats and row.rostered * 0.7 >= row.needed.seats


def test_a_town_that_is_too_young_says_how_many_days_are_known_and_plans_with_the_preset() -> None:
    young = Town(known_days=3).issued()
    assert {each.known_days for each in young.streams} == {3} and not any(each.days for each in young.streams)
    assert young.seats == [] and young.handling.is_preset and young.handling.seconds == PRESET_HANDLING_SECONDS


def test_before_the_first_forecast_there_is_nothing_to_show() -> None:
    shown = Town().show()
    assert shown.issued_on is None and shown.streams == [] and shown.today == {}


def test_while_todays_forecast_is_not_there_yesterdays_is_shown(town: Town) -> None:
    next_day = ShowOutlook(
        town.cases, town.calls, town.forecasts, FixedClock(town.clock.now() + timedelta(days=1)), town.show.rules, 30.0
    )
    shown = next_day()
    assert shown.issued_on == TODAY and shown.streams[0].days[0].day == TODAY + timedelta(days=1)
