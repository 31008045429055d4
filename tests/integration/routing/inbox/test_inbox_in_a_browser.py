"""People come in by the door, find what waits for them, and see news as it happens; by keyboard, on every size."""

from __future__ import annotations

from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from services.kit.clock import SystemClock
from services.routing.domain.policies import Actor
from services.routing.usecases.requests import Accept
from tests.browser import picture, without_faults
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk
from tests.unit.routing.builders import received
from tests.unit.routing.catalogs import LOCAL

pytestmark = pytest.mark.integration
NEW_PASSWORD = "một câu dài dễ nhớ 1022"


def window(desk: Desk, size: tuple[int, int] = DESK, **more: object) -> BrowserContext:
    """Return a window of nobody in particular."""
    context = desk.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", **more)
    context.set_default_timeout(15_000)
    return context


def password_of(desk: Desk, name: str) -> str:
    """Return a password that was given and has been changed once, as everybody's is."""
    signing = desk.application.signing
    assert signing
    given = signing.change_password.reset(name, "hotline")
    signing.change_password(name, given, NEW_PASSWORD)
    return NEW_PASSWORD


def come_in(desk: Desk, page: Page, name: str) -> None:
    """Sign in by keyboard alone."""
    page.goto(f"{desk.process.url}/desk")
    expect(page.locator("#name")).to_be_focused()  # a browser gives the focus when it has drawn, not when it has loaded
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password_of(desk, name))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")


def test_an_officer_comes_in_finds_the_case_and_opens_it_by_keyboard(desk: Desk) -> None:
    page = window(desk).new_page()
    page.goto(f"{desk.process.url}/desk/cases/{desk.code(1)}")
    assert urlsplit(page.url).path == "/dang-nhap"
    without_faults(page)
    picture(page, "sign-in")
    come_in(desk, page, "can-bo-phuong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mới chuyển đến")
    without_faults(page)
    picture(page, "inbox-officer")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*")
    without_faults(page)


def test_wrong_passwords_are_refused_alike_and_after_five_nobody_is_asked(desk: Desk) -> None:
    page = window(desk).new_page()
    password_of(desk, "can-bo-phuong")
    said = []
    for name in ("can-bo-phuong", "khong-co-ai", *["can-bo-phuong"] * 5):
        page.goto(f"{desk.process.url}/dang-nhap")
        page.fill("#name", name)
        page.fill("#password", "sai mật khẩu rồi")
        page.keyboard.press("Enter")
        said.append(page.get_by_role("alert").inner_text())
    assert said[0] == said[1]
    assert "quá nhiều lần" in said[-1]


def test_whoever_must_have_a_second_factor_sets_it_up_and_is_asked_for_it(desk: Desk) -> None:
    page = window(desk).new_page()
    page.goto(f"{desk.process.url}/desk")
    page.fill("#name", "truong-ca")
    page.fill("#password", password_of(desk, "truong-ca"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tai-khoan/ma")
    without_faults(page)
    picture(page, "second-factor")
    secret = page.locator("code").inner_text().replace(" ", "")
    page.fill("#code", pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    recovery = page.locator(".codes code").first.inner_text()
    without_faults(page)
    page.click("text=Đã ghi lại")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quá hạn")

    again = window(desk).new_page()
    again.goto(f"{desk.process.url}/desk")
    again.fill("#name", "truong-ca")
    again.fill("#password", NEW_PASSWORD)
    again.keyboard.press("Enter")
    again.wait_for_url("**/dang-nhap/ma*")
    without_faults(again)
    again.goto(f"{desk.process.url}/desk")
    again.wait_for_url("**/dang-nhap/ma*")
    again.fill("#code", recovery)
    again.keyboard.press("Enter")
    again.wait_for_url("**/desk")


def test_news_reaches_an_open_list_and_no_other_agencys(desk: Desk) -> None:
    page, other = window(desk).new_page(), window(desk).new_page()
    come_in(desk, page, "can-bo-phuong")
    come_in(desk, other, "can-bo-y-te")
    rows = page.locator(".inbox-table tbody tr")
    there, elsewhere = rows.count(), other.locator(".inbox-table tbody tr").count()
    heard: list[str] = []
    other.on("request", lambda request: heard.append(request.url) if "counts" in request.url else None)
    desk.application.route_cases([received(77, title="Đèn mới hỏng", received_at=SystemClock().now())])
    expect(rows).to_have_count(there + 1)
    expect(page.get_by_text("Đèn mới hỏng")).to_be_visible()
    assert other.locator(".inbox-table tbody tr").count() == elsewhere
    assert heard == []


def test_the_centre_finds_cases_without_diacritics_filters_and_saves_the_list(desk: Desk) -> None:
    page = window(desk).new_page()
    come_in(desk, page, "truc-01")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chờ phân công")
    page.keyboard.press("/")
    page.keyboard.type("den duong hong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search*")
    expect(page.locator(".inbox-table tbody tr")).not_to_have_count(0)
    without_faults(page)
    picture(page, "search")
    page.goto(f"{desk.process.url}/desk?box=open")
    page.click("summary:has-text('Lọc')")
    page.select_option("#f-agency", LOCAL)
    page.click("text=Áp dụng")
    expect(page.locator(".inbox-table tbody tr").first).to_contain_text("UBND phường Pleiku")
    without_faults(page)
    picture(page, "inbox-open")
    page.click("summary:has-text('Danh sách đã lưu')")
    page.fill("#view-name", "Phường Pleiku")
    page.click("text=Lưu danh sách này")
    page.click("summary:has-text('Danh sách đã lưu')")
    page.get_by_role("link", name="Phường Pleiku").click()
    assert f"agency={LOCAL}" in page.url


def test_it_works_without_scripts_and_on_a_telephone(desk: Desk) -> None:
    page = window(desk, PHONE, java_script_enabled=False).new_page()
    page.goto(f"{desk.process.url}/desk")
    page.fill("#name", "can-bo-phuong")
    page.fill("#password", password_of(desk, "can-bo-phuong"))
    page.click("button[type=submit]")
    assert page.locator(".inbox-table tbody tr").count() > 0
    picture(page, "inbox-phone")
    page.get_by_role("link", name="Đang xử lý").click()
    desk.application.act_on_case(desk.code(1), Accept(), Actor("desk:can-bo-phuong", LOCAL, "agency_officer"))
    page.reload()
    assert page.locator(".inbox-table tbody tr").count() == 1
