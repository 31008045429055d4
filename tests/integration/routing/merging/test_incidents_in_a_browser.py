"""Duplicates and incidents in a real browser: joined with one button, confirmed by keyboard, one answer for all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from services.kit.clock import SystemClock
from services.kit.events import CatalogChanged, Event
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from tests.integration.routing.case_page.conftest import DESK, PHONE
from tests.integration.routing.case_page.test_case_in_a_browser import inspect, press
from tests.unit.routing.builders import NOON, received
from tests.unit.routing.case_site import catalog
from tests.unit.routing.incidents.test_incidents import WATCH
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

LAMPS = range(21, 27)


@pytest.fixture
def dark_street(desk):
    """Six people report one dark street; the province watches for such things."""
    versions = MongoCatalogs(desk.mongo.database("routing"))
    snapshot = {**catalog(), "outbreaks": [{**WATCH, "cases": 5}]}
    data = CatalogChanged(version=2, province="gialai", catalog=snapshot)
    versions.add(2, snapshot, NOON, Event.of(data, source="/routing", subject="gialai", at=NOON))
    now = SystemClock().now()
    texts = ("Cả đường Hùng Vương tối om từ 18 giờ.", "Đường Hùng Vương tối om, mất đèn từ 18 giờ.")
    events = [received(n, received_at=now, title="Mất đèn đường", text=texts[n % 2]) for n in LAMPS]
    desk.application.route_cases(events)
    return desk


def open_page(desk, who, path, size=DESK):
    page = desk.page(who, 21, size)
    page.goto(f"{desk.process.url}{path}")
    return page


def test_an_operator_joins_two_reports_with_one_button(dark_street):
    page = dark_street.page("operator", 21)
    expect(page.get_by_text("lời kể giống").first).to_be_visible()
    inspect(page, "duplicates")
    page.locator("#h-duplicates").scroll_into_view_if_needed()
    page.get_by_role("button", name="Gộp vào phản ánh này").first.click()
    expect(page.locator("p.done")).to_have_text("Đã gộp.")
    assert dark_street.case(21)["state"] == "merged"
    alone = open_page(dark_street, "operator", f"/desk/cases/{dark_street.code(22)}/duplicates")
    inspect(alone, "duplicates-alone")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_shift_lead_confirms_by_keyboard_and_one_answer_reaches_all(dark_street, size):
    desk = dark_street
    incidents = desk.mongo.database("routing").incidents
    eventually(lambda: incidents.count_documents({"standing": "proposed"}) == 1, within=60)
    page = open_page(desk, "shift_lead", "/desk/incidents", size)
    inspect(page, f"incidents-{size[0]}")
    page.get_by_label("Tên sự việc").fill("Mất đèn đường Hùng Vương")
    press(page, "Xác nhận và gộp: Mất đèn đường diện rộng tại Phường Pleiku")
    expect(page.locator("p.done")).to_contain_text("Đã xác nhận")
    eventually(lambda: desk.mongo.database("routing").cases.count_documents({"state": "merged"}) >= len(LAMPS) - 1)
    page.reload()
    inspect(page, f"incidents-open-{size[0]}")
    head = incidents.find_one()["head"]
    page.goto(f"{desk.process.url}/desk/cases/{head}")
    expect(page.get_by_text("Mất đèn đường Hùng Vương").first).to_be_visible()
    inspect(page, f"incident-head-{size[0]}")
