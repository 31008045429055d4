"""Lists as people meet them, at the desk and on a telephone: filters, ticks, print, workload; axe finds nothing."""

from __future__ import annotations

import csv
import io

import pytest
import requests
from playwright.sync_api import Page, expect

from services.kit.clock import SystemClock
from tests.browser import picture, without_faults
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk
from tests.unit.routing.builders import CITIZEN, received
from tests.unit.routing.catalogs import LOCAL
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def opened(desk: Desk, who: str, path: str, size: tuple[int, int] = DESK) -> Page:
    """Open a list as somebody."""
    page = desk.context(who, size).new_page()
    page.goto(f"{desk.process.url}{path}")
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("shift_lead", "/desk?box=open&urgency=normal&from=2020-01-01&order=urgency"),
        ("shift_lead", "/desk/workload"),
        ("operator", "/desk/search?q=khong+co+tu+nay"),
        ("leader", "/desk?box=all"),
        ("officer", "/desk/print?box=all"),
        ("administrator", "/desk?box=open&state=lost&level=9"),
    ],
)
def test_no_list_has_a_fault(desk: Desk, who: str, path: str, size: tuple[int, int]) -> None:
    page = opened(desk, who, path, size)
    without_faults(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0], "the page scrolls sideways"
    picture(page, f"list-{who}-{path.partition('?')[0].rpartition('/')[2]}-{size[0]}")


def test_the_shift_lead_gives_ticked_cases_to_a_colleague(desk: Desk) -> None:
    now = SystemClock().now()
    desk.application.route_cases([received(number, category=None, received_at=now) for number in (21, 22)])
    page = opened(desk, "shift_lead", "/desk?box=triage")
    for number in (21, 22):
        page.check(f"input[name=code][value='{desk.code(number)}']")
    page.select_option("#assign-who", "desk:truc-01")
    page.click("button:has-text('Giao')")
    expect(page.get_by_role("status").filter(has_text="Đã giao 2")).to_be_visible()
    without_faults(page)
    picture(page, "list-given")
    assert [desk.case(number)["assignee"] for number in (4, 21, 22)] == [None, "desk:truc-01", "desk:truc-01"]
    mine = opened(desk, "operator", "/desk?box=mine")
    expect(mine.locator(".inbox-table tbody tr")).to_have_count(2)


def test_what_is_ticked_stays_ticked_while_news_come(desk: Desk) -> None:
    page = opened(desk, "shift_lead", "/desk?box=triage")
    page.check(f"input[name=code][value='{desk.code(4)}']")
    desk.application.route_cases([received(31, category=None, received_at=SystemClock().now())])
    page.wait_for_timeout(2_000)
    expect(page.locator("input[name=code]:checked")).to_have_count(1)
    page.uncheck(f"input[name=code][value='{desk.code(4)}']")
    expect(page.locator(".inbox-table tbody tr")).to_have_count(2)


def test_a_case_is_found_by_its_citizens_number_and_that_is_a_look(desk: Desk) -> None:
    number = "0905 000 012"
    page = opened(desk, "operator", f"/desk/search?q={number}")
    assert CITIZEN.phone == "+84905000012"
    expect(page.locator(".inbox-table tbody tr")).to_have_count(5)
    # News are no reason to look again: nobody asked.
    desk.application.route_cases([received(41, received_at=SystemClock().now())])
    page.wait_for_timeout(2_000)
    looks = list(desk.mongo.database("routing").looks.find())
    assert {look["code"] for look in looks} == {desk.code(number) for number in range(1, 6)}
    other = opened(desk, "officer", f"/desk/search?q={number}")
    expect(other.locator(".inbox-table tbody tr")).to_have_count(0)
    assert desk.mongo.database("routing").looks.count_documents({}) == len(looks)


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(desk: Desk) -> None:
    page = opened(desk, "operator", f"/desk?box=open&agency={LOCAL}&from=31%2F12%2F2026")
    expect(page.get_by_role("alert")).to_contain_text("tiếp nhận từ ngày")
    expect(page.locator(".inbox-table tbody tr")).to_have_count(3)


def test_a_list_that_is_kept_as_the_first_opens_first(desk: Desk) -> None:
    page = opened(desk, "operator", "/desk?box=held&urgency=urgent")
    page.click("summary:has-text('Danh sách đã lưu')")
    page.fill("#view-name", "Khẩn đang giữ")
    page.check("#view-first")
    page.click("text=Lưu danh sách này")
    page.goto(f"{desk.process.url}/desk")
    assert "box=held" in page.url
    assert "urgency=urgent" in page.url
    page.click("summary:has-text('Danh sách đã lưu')")
    page.get_by_role("button", name="Xóa").click()
    page.goto(f"{desk.process.url}/desk")
    assert "box=held" not in page.url


def test_a_sheet_has_what_the_screen_has_and_runs_nothing(desk: Desk) -> None:
    desk.application.route_cases([received(41, title="=cmd|' /C calc'!A1", received_at=SystemClock().now())])

    def lines(who: str) -> list[list[str]]:
        headers = {"Authorization": f"Bearer {desk.tokens[who]}"}
        answer = requests.get(f"{desk.process.url}/desk/export.csv?box=all", headers=headers, timeout=10)
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    eventually(lambda: len(lines("officer")) == 5)
    titles = {line[0]: line[1] for line in lines("officer")[1:]}
    assert titles[desk.code(41)] == "'=cmd|' /C calc'!A1"
    assert set(titles) == {desk.code(number) for number in (1, 2, 5, 41)}
    assert desk.code(3) in {line[0] for line in lines("health")}
    assert not set(titles) & {line[0] for line in lines("health")}
