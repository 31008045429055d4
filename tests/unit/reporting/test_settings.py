"""Settings of the reporting service."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from services.kit.settings import BadSettings, read
from services.reporting.domain.period import MonthCut
from services.reporting.settings import load

NEEDED = {"AMQP_URI": "amqp://x", "MONGO_URI": "mongodb://x", "SECRET_KEY": "s"}


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)


def test_the_calendar_month_and_a_day_are_the_defaults() -> None:
    settings = read(load)
    assert (settings.cut, settings.soon) == (MonthCut(), timedelta(hours=24))


def test_a_province_may_cut_its_months_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_CUT_DAY", "25")
    monkeypatch.setenv("REPORT_CUT_TIME", "12:00")
    assert read(load).cut == MonthCut(25, time(12))


@pytest.mark.parametrize(
    ("name", "value"),
    [("REPORT_CUT_DAY", "31"), ("REPORT_CUT_DAY", "x"), ("REPORT_CUT_TIME", "noon"), ("DUE_SOON_HOURS", "-1")],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=name):
        read(load)


def test_there_is_no_default_for_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(BadSettings, match="SECRET_KEY"):
        read(load)
