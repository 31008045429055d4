"""The desk's menu: folded on a telephone, open to any keyboard, without scripts; one or two lines elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import picture, without_faults
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk

pytestmark = pytest.mark.integration
ROW = 44
SMALL, TABLET, LOOKS = (320, 640), (820, 1180), "Nhật ký xem"


def looks(desk: Desk, who: str, size: tuple[int, int], **more: object) -> Page:
    """Open a page of the menu."""
    page = desk.context(who, size, **more).new_page()
    page.goto(f"{desk.process.url}/desk/looks")
    return page


def menu(page: Page) -> Locator:
    """Return the menu as it is shown."""
    return page.get_by_role("navigation", name="Bàn làm việc")


def bar_height(page: Page) -> float:
    """Return how much of the screen the bar takes."""
    box = page.locator(".desk-bar").bounding_box()
    assert box
    return box["height"]


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there by keyboard."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    pytest.fail("nobody comes there by keyboard")


@pytest.mark.parametrize(
    ("who", "size", "scheme"),
    [("shift_lead", PHONE, "light"), ("shift_lead", PHONE, "dark"), ("administrator", SMALL, "light")],
)
def test_on_a_telephone_it_takes_a_line_and_opens_by_keyboard(
    desk: Desk, who: str, size: tuple[int, int], scheme: str
) -> None:
    page = looks(desk, who, size, color_scheme=scheme)
    folded = menu(page).locator("summary")
    expect(folded).to_have_text(f"Menu: {LOOKS}")
    expect(folded.get_by_text(LOOKS)).to_be_in_viewport(ratio=1)
    assert ROW <= bar_height(page) <= ROW + 2
    expect(menu(page).get_by_role("link")).to_have_count(0)
    without_faults(page)
    picture(page, f"menu-folded-{scheme}-{size[0]}")
    tab_to(page, folded)
    page.keyboard.press("Enter")
    expect(menu(page).get_by_role("link", name=LOOKS)).to_have_attribute("aria-current", "page")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    without_faults(page)
    picture(page, f"menu-open-{scheme}-{size[0]}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    expect(menu(page).get_by_role("link")).to_have_count(0)


def test_on_a_telephone_it_opens_without_scripts_and_has_every_line_of_the_wide_one(desk: Desk) -> None:
    small, wide = (looks(desk, "shift_lead", size, java_script_enabled=False) for size in (PHONE, DESK))
    menu(small).locator("summary").click()
    lines = [menu(page).get_by_role("link").all_inner_texts() for page in (small, wide)]
    assert lines[0] == lines[1] and len(lines[0]) >= 9


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (DESK, "dark"), (TABLET, "light")])
def test_on_a_wide_screen_it_lies_open_in_two_lines_at_most(desk: Desk, size: tuple[int, int], scheme: str) -> None:
    page = looks(desk, "shift_lead", size, color_scheme=scheme)
    expect(menu(page).locator("summary")).to_be_hidden()
    expect(menu(page).get_by_role("link", name=LOOKS)).to_have_attribute("aria-current", "page")
    assert bar_height(page) <= 2 * ROW + 2
    without_faults(page)
    picture(page, f"menu-wide-{scheme}-{size[0]}")
