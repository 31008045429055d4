"""The doors in a real browser: what is shown can be used, also small and in the dark; old secrets open nothing."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import picture, without_faults
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk
from tests.integration.routing.inbox.test_inbox_in_a_browser import (
    NEW_PASSWORD,
    password_of,
    window,
)

pytestmark = pytest.mark.integration
BETTER = "một câu khác, dài hơn nữa"


def sign_in(desk: Desk, context: BrowserContext, name: str, password: str) -> Page:
    """Come in by name and password."""
    page = context.new_page()
    page.goto(f"{desk.process.url}/dang-nhap?next=/tai-khoan")
    page.fill("#name", name)
    page.fill("#password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk.process.url}/tai-khoan")
    return page


def cookie_of(context: BrowserContext) -> str:
    """Return the session's secret."""
    return next(each["value"] for each in context.cookies() if each["name"] == "desk")


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "light")])
def test_a_second_factor_is_set_up_from_a_picture_that_is_really_there(
    desk: Desk, size: tuple[int, int], scheme: str
) -> None:
    context = window(desk, size, color_scheme=scheme)
    page = sign_in(desk, context, "truong-ca", password_of(desk, "truong-ca"))
    without_faults(page)
    picture(page, f"own-account-{scheme}-{size[0]}")
    page.goto(f"{desk.process.url}/tai-khoan/ma")
    assert page.locator("img.qr").evaluate("each => each.complete && each.naturalWidth") > 200
    without_faults(page)
    picture(page, f"second-factor-{scheme}-{size[0]}")
    before = cookie_of(context)
    page.fill("#code", pyotp.TOTP(page.locator("code").inner_text().replace(" ", "")).now())
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(8)
    assert cookie_of(context) != before
    without_faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_new_password_signs_every_other_browser_out_and_gives_this_one_a_new_secret(desk: Desk) -> None:
    password = password_of(desk, "can-bo-phuong")
    here, elsewhere = window(desk), window(desk)
    page, other = (sign_in(desk, each, "can-bo-phuong", password) for each in (here, elsewhere))
    before = cookie_of(here)
    page.fill("#old", NEW_PASSWORD)
    page.fill("#new", BETTER)
    page.fill("#again", BETTER)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tai-khoan?xong=mat-khau")
    other.reload()
    other.wait_for_url("**/dang-nhap**")
    stolen = window(desk)
    stolen.add_cookies([{"name": "desk", "value": before, "url": desk.process.url}])
    thief = stolen.new_page()
    thief.goto(f"{desk.process.url}/tai-khoan")
    thief.wait_for_url("**/dang-nhap**")


def test_whoever_types_for_long_tells_the_desk_that_they_are_there(desk: Desk) -> None:
    page = sign_in(desk, window(desk), "can-bo-phuong", password_of(desk, "can-bo-phuong"))
    page.clock.install()
    page.goto(f"{desk.process.url}/desk")
    page.clock.fast_forward("05:00")
    with page.expect_response("**/tai-khoan/con-day") as told:
        page.keyboard.press("Shift")
    assert told.value.status == 204
