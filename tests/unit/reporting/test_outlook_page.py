"""The forecast page says what is expected, what came and how sure that is, and never anything about a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kit.clock import FixedClock
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.web.site import create_site
from services.reporting.wiring import build
from tests.unit.reporting.forecast.test_outlook import Town
from tests.unit.reporting.site import SETTINGS, OneCatalog

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def town() -> Town:
    """Ten weeks of cases and calls, forecast this morning."""
    made = Town()
    made.issued()
    return made


@pytest.fixture(scope="module")
def app(town: Town) -> Flask:
    """The site of that town."""
    sheets = MemoryFactSheets()
    made = build(
        SETTINGS, sheets=sheets, counts=sheets, catalog=OneCatalog(), clock=FixedClock(town.clock.now()),
        cases=town.cases,
    )  # fmt: skip
    for kept in (made.forecasting.issue, made.forecasting.show):
        object.__setattr__(kept, "calls", town.calls)
        object.__setattr__(kept, "forecasts", town.forecasts)
    return create_site(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who looks."""
    return app.test_client()


def test_the_page_shows_today_the_week_the_seats_and_the_errors(client: FlaskClient) -> None:
    page = client.get("/du-bao").text
    for words in ("Dự báo lập ngày 23/11/2026", "Thứ Hai 23/11/2026", "Chủ nhật 29/11/2026", "Tổng đài nghỉ",
                  "80 % cuộc gọi được nhấc máy trong 20 giây", "đo trên", "MASE"):  # fmt: skip
        assert words in page
    assert page.count("<svg") >= 2 and "<script" not in page


def test_the_half_hours_of_another_day_are_one_link_away(client: FlaskClient) -> None:
    wednesday = (TODAY + timedelta(days=2)).isoformat()
    assert f"?ngay={wednesday}#half-hours" in client.get("/du-bao").text
    page = client.get(f"/du-bao?ngay={wednesday}").text
    assert "Từng nửa giờ ngày 25/11/2026" in page and "22:30" in page


@pytest.mark.parametrize("day", ["2026-12-31", "mai", "2026-11-23'"])
def test_a_day_without_a_forecast_is_refused_in_plain_words(client: FlaskClient, day: str) -> None:
    answer = client.get("/du-bao", query_string={"ngay": day})
    assert answer.status_code == 404 and "Ngày này không nằm trong dự báo" in answer.text


def test_it_speaks_english_to_whoever_asks(client: FlaskClient) -> None:
    page = client.get("/du-bao?lang=en").text
    assert "Issued on 23/11/2026" in page and "80 % of calls answered within 20 seconds" in page


def test_before_the_first_forecast_it_says_so() -> None:
    sheets = MemoryFactSheets()
    young = create_site(build(SETTINGS, sheets=sheets, counts=sheets, catalog=OneCatalog(), clock=FixedClock(NOON)))
    assert "Chưa có dự báo" in young.test_client().get("/du-bao").text


NOON = Town(known_days=0).clock.now()
