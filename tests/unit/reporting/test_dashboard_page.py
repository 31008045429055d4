"""The dashboard shows at a glance what is going on, by itself and without scripts, and nothing about a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kit.clock import FixedClock
from services.reporting.domain.dashboard.glance import Line, day_of, longest, week_of
from services.reporting.domain.facts import Stamp
from services.reporting.domain.outbreak.alarm import Alarm, Incident
from services.reporting.domain.outbreak.watch import Cell, Look
from services.reporting.web.site import create_site
from services.reporting.wiring import Application, build
from tests.contract.reporting.calls_contract import a_call
from tests.unit.reporting.builders import local
from tests.unit.reporting.site import NOW, SETTINGS, OneCatalog, some_cases

ROADS = Cell(category="ha-tang.giao-thong", area="24001")


@pytest.fixture
def made() -> Application:
    """The province on 23/11/2026, 16:00, with five cases."""
    sheets = some_cases()
    return build(SETTINGS, sheets=sheets, counts=sheets, catalog=OneCatalog(), clock=FixedClock(NOW))


@pytest.fixture
def site(made: Application) -> Flask:
    """Its site."""
    return create_site(made)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """Somebody who looks."""
    return site.test_client()


def an_incident(**changes: object) -> Incident:
    """Return an open incident on the roads."""
    fields = {
        "code": "1", "stamp": Stamp(NOW, "1"), "title": "Sạt lở đèo An Khê", "category": ROADS.category, "area": None,
        "agency": "so-xay-dung", "open": True, "cases": 14, "changed_at": NOW,
    }  # fmt: skip
    return Incident(**{**fields, **changes})  # type: ignore[arg-type]


def test_today_and_the_week_are_counted_and_the_overdue_named_by_agency(made: Application) -> None:
    glance = made.show_dashboard()
    assert (glance.today.received, glance.today.overdue) == (1, 1)
    assert glance.overdue == [Line("so-y-te", "Sở Y tế", 1, 1.0)]
    assert [(line.name, line.count) for line in glance.channels] == [("Trang web", 1)]


def test_calls_of_today_are_shown_with_their_mean_wait(made: Application, client: FlaskClient) -> None:
    made.record_calls([])
    made.forecasting.calls.merge([a_call("a", 30, waited=8), a_call("b", 31, waited=12), a_call("c", 40, "abandoned")])  # type: ignore[attr-defined]
    page = client.get("/dieu-hanh").text
    assert "10 giây" in page and made.show_dashboard().calls.offered == 3


def test_an_alarm_is_shown_until_people_have_made_an_incident_of_it(made: Application, client: FlaskClient) -> None:
    assert "Không có dấu hiệu bất thường" in client.get("/dieu-hanh").text
    made.forecasting.alarms.raise_(Alarm(ROADS, NOW, Look(ROADS, 2, 12, 0.4, 0.1)))
    page = client.get("/dieu-hanh").text
    assert "⚠ Giao thông" in page and "12 trong 2 giờ, dự kiến 0,4" in page
    made.forecasting.record_incidents.incidents.merge([an_incident()])
    page = client.get("/dieu-hanh").text
    assert "Sự vụ: Sạt lở đèo An Khê" in page and "⚠" not in page


def test_it_needs_neither_scripts_nor_hands(client: FlaskClient) -> None:
    page = client.get("/dieu-hanh").text
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page
    assert "style=" not in page and page.count("<script") == 1


def test_lines_lead_to_the_desks_list_where_there_is_a_desk(made: Application, client: FlaskClient) -> None:
    assert "/desk?" not in client.get("/dieu-hanh").text
    with_desk = replace(made, settings=replace(made.settings, desk_url="https://desk.example.org"))
    page = create_site(with_desk).test_client().get("/dieu-hanh").text
    assert 'href="https://desk.example.org/desk?box=search&amp;agency=so-y-te&amp;overdue=true"' in page


def test_it_speaks_english_to_whoever_asks(client: FlaskClient) -> None:
    assert "Overdue now, by agency" in client.get("/dieu-hanh?lang=en").text


def test_all_screens_of_a_hall_ask_the_same_question(made: Application) -> None:
    seen = set()
    for second in range(15):
        made.show_dashboard.clock.at = NOW + timedelta(seconds=second)  # type: ignore[attr-defined]
        seen.add(made.show_dashboard().seen_at)
    assert seen == {NOW}


def test_a_week_begins_on_monday_and_a_day_at_midnight_in_pleiku() -> None:
    sunday = local("2026-11-29 23:59").date()
    assert week_of(sunday).start == local("2026-11-23 00:00") and week_of(sunday).end == local("2026-11-30 00:00")
    assert day_of(sunday).start == local("2026-11-29 00:00")


def test_lists_hold_the_longest_first_and_nothing_that_is_not_there() -> None:
    counts = [("a", "A", 3), ("b", "B", 9), (None, "nobody", 50), ("c", "C", 0), ("d", "D", 3)]
    assert longest(counts, 2) == [Line("b", "B", 9, 1.0), Line("a", "A", 3, 3 / 9)]
    assert longest([]) == []
