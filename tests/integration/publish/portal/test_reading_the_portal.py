"""A citizen reads the portal in a real browser: telephone and desk, both languages, with and without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser import looked_at, without_faults
from tests.integration.publish.portal import town
from tests.servers.processes import Process

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

PHONE, DESK, NARROWEST = (390, 844), (1366, 768), (320, 640)
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
PAGES = {
    "home": "/",
    "list": "/phan-anh",
    "narrowed": "/phan-anh?category=ha-tang&thang=2026-11",
    "corrected": "/phan-anh?q=nuowc+sinh+hoatj",
    "none": "/phan-anh?q=gio+lam+viec+tau+vu+tru",
    "case": f"/ca/{town.code(0)}",
    "map": "/ban-do",
    "about": "/gioi-thieu",
    "knowledge": "/thong-tin",
    "offline": "/ngoai-tuyen",
    "unknown": "/ca/2611239999999",
}
#: A page, its style sheets, scripts and picture together, as they travel.
LARGEST_BYTES = 100_000


def opened(browser: Browser, portal: Process, path: str, size: tuple[int, int] = PHONE, **more: Any) -> Page:
    """Open a page as a new visitor; anything in the console that is no plain refusal is a fault."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", **more)
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
    page.goto(f"{portal.url}{path}")
    assert faults == []
    return page


def _is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and "404" not in said.text


@SIZES
def test_every_page_is_good_to_read_at_every_size(browser: Browser, portal: Process, size: tuple[int, int]) -> None:
    page = opened(browser, portal, "/", size)
    for name, path in PAGES.items():
        page.goto(f"{portal.url}{path}")
        looked_at(page, f"portal-{name}-{size[0]}")


def test_every_page_is_good_to_read_in_the_dark_and_in_english(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, "/?lang=en", color_scheme="dark", reduced_motion="reduce")
    for name, path in PAGES.items():
        page.goto(f"{portal.url}{path}")
        assert page.locator("html").get_attribute("lang") == "en"
        looked_at(page, f"portal-{name}-dark")


def test_nothing_hangs_over_the_edge_of_the_narrowest_screen_nor_of_twice_as_large_letters(
    browser: Browser, portal: Process
) -> None:
    for size, letters in ((NARROWEST, "100%"), (DESK, "200%")):
        page = opened(browser, portal, "/", size)
        for name, path in PAGES.items():
            page.goto(f"{portal.url}{path}")
            page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{name} at {letters} is {wide} pixels wider than a screen of {size[0]}"


@SIZES
def test_a_question_is_found_read_and_passed_on(browser: Browser, portal: Process, size: tuple[int, int]) -> None:
    page = opened(browser, portal, "/", size)
    page.get_by_label("Tìm trong câu hỏi và câu trả lời").fill("o ga")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{portal.url}/phan-anh?q=o+ga")
    page.get_by_text("Lọc theo lĩnh vực").click()
    page.get_by_label("Lĩnh vực").select_option("ha-tang")
    page.get_by_role("button", name="Tìm").click()
    expect(page).to_have_url(f"{portal.url}/phan-anh?q=o+ga&category=ha-tang")  # only what was asked
    expect(page.get_by_label("Lĩnh vực")).to_have_value("ha-tang")
    page.get_by_role("link", name="Ổ gà lớn").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ổ gà lớn giữa đường")
    expect(page.locator(".steps li")).to_have_count(4)
    page.get_by_text("Cách tính hạn").click()
    expect(page.get_by_text("3 ngày làm việc kể từ khi tiếp nhận")).to_be_visible()
    without_faults(page)


def test_without_scripts_everything_is_found_and_read_by_keyboard_alone(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, "/", java_script_enabled=False)
    page.get_by_label("Tìm trong câu hỏi và câu trả lời").focus()
    page.keyboard.type("đèn đường")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Đèn đường trước cổng trường").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đèn đường")
    page.goto(f"{portal.url}/ban-do")
    page.get_by_role("row", name="Xã Kim Sơn").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kết quả")).to_be_visible()
    expect(page.locator(".cases li").first).to_contain_text("Kim Sơn")


def test_pages_are_leafed_through_to_the_end_and_back(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, "/phan-anh")
    seen = page.locator(".cases h3 a").evaluate_all("links => links.map(link => link.pathname)")
    while page.get_by_role("link", name="Cũ hơn").count():
        page.get_by_role("link", name="Cũ hơn").click()
        page.wait_for_load_state()
        seen += page.locator(".cases h3 a").evaluate_all("links => links.map(link => link.pathname)")
    assert sorted(seen) == sorted(f"/ca/{town.code(number)}" for number in range(town.CASES))
    page.get_by_role("link", name="Mới hơn").click()
    expect(page.locator(".cases li").first).to_be_visible()


def test_a_code_typed_on_the_front_page_is_there_on_the_next(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, "/")
    page.get_by_label("Mã phản ánh, 13 chữ số").fill("261123 000000 0")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.locator("#code")).to_have_value("2611230000000")


def test_the_map_leads_to_the_cases_of_a_place(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, "/ban-do", DESK)
    page.locator(".map a", has_text="Xã Kim Sơn").locator("circle").click()
    expect(page.get_by_label("Xã, phường")).to_have_value("21727")


def test_paper_shows_the_case_and_nothing_to_press(browser: Browser, portal: Process) -> None:
    page = opened(browser, portal, f"/ca/{town.code(0)}", DESK)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for hidden in (".navigation", ".masthead", ".footer", ".back"):
        expect(page.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize("name", ["home", "list", "case", "map", "about"])
def test_the_first_page_is_small_enough_for_a_poor_network(browser: Browser, portal: Process, name: str) -> None:
    """Counted is what travels, headers and all, on a first visit: page, style sheets, script and pictures."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    travelled: list[float] = []
    network.on("Network.loadingFinished", lambda event: travelled.append(event["encodedDataLength"]))
    page.goto(f"{portal.url}{PAGES[name]}", wait_until="networkidle")
    assert len(travelled) >= 4, "page, two style sheets and a script"
    assert 0 < sum(travelled) <= LARGEST_BYTES
    assert {urlsplit(each).netloc for each in page.evaluate(_LOADED)} == {urlsplit(portal.url).netloc}


_LOADED = "performance.getEntriesByType('resource').map(each => each.name)"
