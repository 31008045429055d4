"""The forecast in a terminal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner

from services.kit.commands.console import Exit
from services.reporting.commands import forecast as command
from services.reporting.usecases.forecasting.show_outlook import ShowOutlook
from tests.unit.reporting.forecast.test_outlook import Town


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose stores the command finds."""
    made = Town()

    def found(_: object) -> ShowOutlook:
        return made.show

    monkeypatch.setattr(command, "read", found)
    return made


def test_it_prints_the_days_with_their_bounds_and_the_seats_at_the_peak(town: Town) -> None:
    town.issued()
    said = CliRunner().invoke(command.forecast, ["--days", "3"]).output
    assert "23/11/2026" in said and "25/11/2026" in said and "26/11/2026" not in said
    assert "CALLS" in said and "Lập ngày 23/11/2026" in said


def test_before_the_first_forecast_it_fails_in_plain_words(town: Town) -> None:
    failed = CliRunner().invoke(command.forecast, [])
    assert failed.exit_code == Exit.WRONG and "Chưa có dự báo" in failed.output


def test_a_stream_that_is_too_young_is_named(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    young = Town(known_days=3)
    young.issued()
    monkeypatch.setattr(command, "read", lambda _: young.show)
    said = CliRunner().invoke(command.forecast, []).output
    assert "web: mới có 3 ngày số liệu" in said
    assert young.clock.at > town.clock.at - timedelta(days=1)
