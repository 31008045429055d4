"""The forecast beats what costs nothing, on arrivals made otherwise than it believes; and it is judged fairly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.reporting.domain.forecast.backtest import Errors, backtest
from services.reporting.domain.forecast.quarters import PER_DAY
from tests.simulators.arrivals import FIRST, arrivals, calendar

NAMES, DAYS_MADE = ("calls", "zalo"), 300
UNTIL = FIRST + timedelta(days=DAYS_MADE)


@pytest.fixture(scope="module")
def errors() -> dict[str, Errors]:
    """Six weeks of a busy stream and a small one."""
    made = arrivals(7, days=DAYS_MADE, names=NAMES)
    return {name: backtest(made.history(name), calendar(), UNTIL, 6) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_beats_last_weeks_counts_and_the_mean_of_four_weeks(errors: dict[str, Errors], name: str) -> None:
    found = errors[name]
    assert found.ours < found.average < found.naive
    assert found.ours_days < found.naive_days
    assert (found.rmsse or 1) < 0.8


def test_four_of_five_busy_quarters_and_days_lie_within_the_bounds(errors: dict[str, Errors]) -> None:
    assert errors["calls"].coverage == pytest.approx(0.8, abs=0.08)
    assert sum(errors.values(), Errors()).day_coverage == pytest.approx(0.8, abs=0.1)


def test_perfect_knowledge_has_no_error_and_last_weeks_counts_are_judged_as_they_were() -> None:
    monday = date(2026, 6, 1)
    rising = {
        monday - timedelta(days=back): [20 if back > 7 else 30] * PER_DAY for back in range(90, 0, -1)
    }  # a jump in the judged week: last week's counts are ten off in each quarter
    found = backtest(rising, calendar(), monday, origins=1)
    assert found.arrived == 7 * 96 * 30 and found.days == 7
    assert found.naive == 7 * 96 * 10 and found.naive_days == 7 * 960
    assert found.wape("naive") == pytest.approx(1 / 3)


def test_without_enough_days_nothing_is_judged_instead_of_guessed() -> None:
    few = {date(2026, 6, 1) - timedelta(days=back): [1] * PER_DAY for back in range(30, 0, -1)}
    found = backtest(few, calendar(), date(2026, 6, 1))
    assert (found.days, found.wape(), found.mase, found.rmsse, found.coverage) == (0, None, None, None, None)
