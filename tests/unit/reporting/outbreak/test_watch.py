"""What is an outbreak and what is chance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.kit.clock import FixedClock
from services.reporting.adapters.forecasting.memory_alarms import MemoryAlarms
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.forecasting.memory_cases import MemoryCases
from services.reporting.adapters.forecasting.memory_forecasts import MemoryForecasts
from services.reporting.domain.facts import Stamp
from services.reporting.domain.forecast.issued import issue
from services.reporting.domain.forecast.quarters import begins
from services.reporting.domain.outbreak.alarm import Incident, known_as
from services.reporting.domain.outbreak.expecting import pieces
from services.reporting.domain.outbreak.shares import shares
from services.reporting.domain.outbreak.watch import Cell, Look, unlikely
from services.reporting.usecases.forecasting.issue_forecasts import by_day
from services.reporting.usecases.forecasting.watch_outbreaks import WatchOutbreaks
from tests.simulators.arrivals import calendar

TODAY = date(2026, 11, 23)
POWER_CUT = Cell(category="ha-tang.dien-luc", area="24001")

LOOKS = [
    (6, 0.1, True),  # six where one a week comes
    (4, 0.001, False),  # unlikely, but nobody's outbreak
    (300, 150.0, False),  # unlikely, but only twice what was expected
    (30, 2.0, True),
    (5, 1.5, False),  # three times the expected, and yet chance among thousands of cells
]


@pytest.mark.parametrize(("count", "expected", "raised"), LOOKS)
def test_an_outbreak_is_unlikely_and_large_and_many_times_the_usual(count: int, expected: float, raised: bool) -> None:
    look = Look(POWER_CUT, 2, count, expected, 0.1)
    assert bool(unlikely([look], 16_000)) is raised


def test_the_more_is_looked_at_the_less_likely_it_must_be() -> None:
    look = Look(POWER_CUT, 2, 6, 0.5, 0.1)
    assert unlikely([look], 1) and not unlikely([look], 1_000_000)


def test_a_cell_without_cases_of_its_own_borrows_from_its_matter_and_its_place() -> None:
    found = shares({("a", "x"): 80, ("b", "y"): 20})
    assert found.of("a", "x") > found.of("b", "y") > 0
    assert 0 < found.of("a", "y") < found.of("a", "x")
    assert sum(found.of(category, area) for category in "ab" for area in "xy") == pytest.approx(1)
    assert shares({}).of("a", "x") == 0.0


def test_the_hours_before_now_are_whole_quarters_across_midnight() -> None:
    now = begins(TODAY, 3) + timedelta(minutes=7)
    assert list(pieces(now, 2)) == [(TODAY - timedelta(days=1), 91, 96), (TODAY, 0, 3)]


class Town:
    """Ten ordinary weeks: every half hour of working days a case somewhere; then what a test lets happen."""

    def __init__(self) -> None:
        self.cases, self.alarms, forecasts = MemoryCases(), MemoryAlarms(), MemoryForecasts()
        for back in range(70, 0, -1):
            day = TODAY - timedelta(days=back)
            for number, quarter in enumerate(range(28, 92, 2) if day.weekday() < 5 else ()):
                self.cases.add(begins(day, quarter), "web", f"nhom.{number % 5}", f"2400{(number + back) % 4}")
        history = by_day(self.cases.per_quarter(begins(TODAY) - timedelta(days=71), begins(TODAY))["web"],
                         TODAY - timedelta(days=70), TODAY)  # fmt: skip
        forecasts.issue(issue(TODAY, "web", history, calendar()))
        self.clock = FixedClock(begins(TODAY, 44))
        self.look = WatchOutbreaks(self.cases, MemoryCalls(), forecasts, self.alarms, self.clock)

    def power_cut(self, cases: int) -> None:
        """So many report it within the last hour."""
        for _ in range(cases):
            self.cases.add(self.clock.at - timedelta(minutes=20), "web", POWER_CUT.category, POWER_CUT.area)


@pytest.fixture
def town() -> Town:
    """A town on an ordinary Monday, 11:00."""
    return Town()


def test_a_burst_raises_one_alarm_however_often_it_is_looked_at(town: Town) -> None:
    town.power_cut(9)
    for _ in range(3):
        assert town.look() is False
    assert [alarm.cell for alarm in town.alarms.all if alarm.cell.category] == [POWER_CUT]


def test_an_alarm_grows_with_what_comes_and_ends_when_it_is_over(town: Town) -> None:
    town.power_cut(9)
    town.look()
    town.power_cut(20)
    town.look()
    (alarm,) = [each for each in town.alarms.open() if each.cell == POWER_CUT]
    assert alarm.look.count == 29
    town.clock.at += timedelta(hours=30)
    town.look()
    assert town.alarms.open() == [] and town.alarms.all[0].over_at == town.clock.at


def test_an_ordinary_morning_and_a_silent_one_raise_nothing(town: Town) -> None:
    town.look()
    for quarter in range(28, 44, 2):
        town.cases.add(begins(TODAY, quarter), "web", f"nhom.{quarter % 5}", f"2400{quarter % 4}")
    town.look()
    assert town.alarms.all == []


def an_incident(**changes: object) -> Incident:
    """Return an open incident about the power cut's matter."""
    fields = {
        "code": "1", "stamp": Stamp(begins(TODAY), "1"), "title": "Mất điện", "category": POWER_CUT.category,
        "area": POWER_CUT.area, "agency": "dien-luc", "open": True, "cases": 9, "changed_at": begins(TODAY),
    }  # fmt: skip
    return Incident(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, True),
        ({"area": None}, True),  # an incident of the whole province
        ({"area": "24999"}, False),
        ({"category": "ha-tang.cap-nuoc"}, False),
        ({"open": False}, False),
    ],
)
def test_what_people_already_treat_as_an_incident_is_known(changes: dict[str, object], known: bool) -> None:
    assert (known_as(POWER_CUT, [an_incident(**changes)]) is not None) is known
    assert known_as(Cell(channel="web"), [an_incident(**changes)]) is None
