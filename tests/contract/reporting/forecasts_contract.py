"""What every keeper of forecasts promises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.reporting.domain.forecast.backtest import Errors
from services.reporting.domain.forecast.issued import Issued, issue
from services.reporting.usecases.forecasting.ports import Forecasts
from tests.simulators.arrivals import FIRST as BEGINNING
from tests.simulators.arrivals import arrivals, calendar

CALENDAR = calendar()
DAY = BEGINNING + timedelta(days=80)


@pytest.fixture(scope="module")
def issued() -> Issued:
    """A real forecast of the calls."""
    return issue(DAY, "calls", arrivals(3, days=80, names=("calls",)).history("calls"), CALENDAR)


class ForecastsContract:
    """Subclasses say what is under test; the keeper reads with `CALENDAR`."""

    def fresh(self) -> Forecasts:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_what_was_issued_says_the_same_when_it_is_read_again(self, issued: Issued) -> None:
        keeper = self.fresh()
        keeper.issue(issued)
        (read,) = keeper.of(DAY)
        assert (read.stream, read.days, read.errors) == ("calls", 80, issued.errors)
        assert read.model is not None and issued.model is not None
        for step in range(7):
            day = DAY + timedelta(days=step)
            assert read.model.expect(day) == issued.model.expect(day)
            assert read.model.expect(day, 40, 42) == issued.model.expect(day, 40, 42)

    def test_of_two_forecasts_of_a_day_and_stream_the_first_stands(self, issued: Issued) -> None:
        keeper = self.fresh()
        keeper.issue(issued)
        keeper.issue(Issued(DAY, "calls", 1, None, Errors()))
        assert [each.days for each in keeper.of(DAY)] == [80]

    def test_a_stream_that_is_too_young_is_kept_as_such(self) -> None:
        keeper = self.fresh()
        keeper.issue(Issued(DAY, "zalo", 12, None, Errors()))
        assert [(each.stream, each.model) for each in keeper.of(DAY)] == [("zalo", None)]

    def test_the_latest_is_that_of_the_last_day_which_has_one(self) -> None:
        keeper = self.fresh()
        for back in (2, 5, 9):
            keeper.issue(Issued(DAY - timedelta(days=back), "web", back, None, Errors()))
        assert [each.days for each in keeper.latest(DAY - timedelta(days=2))] == [5]
        assert list(keeper.latest(date(2020, 1, 1))) == [] and list(keeper.of(DAY)) == []
