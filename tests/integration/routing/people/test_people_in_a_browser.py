"""Accounts, the record and one's own account in a real browser, by keyboard; and single sign-on the whole way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from services.kit.clock import SystemClock
from services.kit.messaging import declare
from services.routing.adapters.mongo_looks import MongoLooks
from services.routing.domain.looking import CONTACT, Look
from tests.browser import looked_at
from tests.integration.routing.people.conftest import PASSWORD, House, furnish
from tests.oidc.provider import CLIENT_ID, CLIENT_SECRET, OidcServer, running
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import free_port
from tests.unit.routing.builders import code
from tests.unit.routing.catalogs import HEALTH, LOCAL

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

ROUTING = "services.routing.entrypoints:Routing"
SIZES = {"desk": (1366, 768), "phone": (390, 844)}
NEW = "hoa ban nở trên cao nguyên"


@dataclass
class Office:
    """A running desk with people, and windows onto it."""

    url: str
    house: House
    browser: Browser
    faults: list[str] = field(default_factory=list)

    def window(self, size: str = "desk", **more: Any) -> Page:
        """Return a page of nobody in particular."""
        width, height = SIZES[size]
        page = self.browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **more).new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.faults.append(text)

    def at_work(self, name: str, size: str = "desk", password: str = PASSWORD, **more: Any) -> Page:
        """Come in by keyboard."""
        page = self.window(size, **more)
        page.goto(f"{self.url}/dang-nhap")
        expect(page.locator("#name")).to_be_focused()
        page.locator("#name").focus()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/dang-nhap" not in url)
        return page


def settle(broker: Broker, mongo: Mongo) -> House:
    """Return a house with a few people and something that was done."""
    declare.apply(broker.amqp_uri)
    house = furnish(mongo, at=SystemClock().now() - timedelta(hours=2))
    house.hire("truc-01", "operator", display_name="Nguyễn Văn An", email="an@example.org")
    house.hire("can-bo-phuong", "agency_officer", LOCAL, display_name="Lê Thị Bình")
    house.hire("lanh-dao-y-te", "agency_leader", HEALTH, display_name="Trần Văn Đức")
    house.hire("bien-tap", "editor")
    house.application.close_account("bien-tap", "quan-tri")
    at = house.later(minutes=1)
    looked = Look(
        id="1", account="truc-01", role="operator", agency=None, code=code(1), what=CONTACT, at=at, why="gọi lại"
    )
    MongoLooks(house.database).add(looked)
    house.seat().sign_in("truc-01", "sai mất rồi đấy")
    house.clock.at = SystemClock().now()
    return house


@pytest.fixture
def office(broker: Broker, mongo: Mongo, start: Start, browser: Browser) -> Iterator[Office]:
    """A desk without single sign-on."""
    house = settle(broker, mongo)
    secrets = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test", "ARGON2_MEMORY_KIB": "8192"}
    with start(ROUTING, **secrets, SECOND_FACTOR_ROLES="shift_lead") as process:
        opened = Office(process.url, house, browser)
        yield opened
        assert opened.faults == []


def reach(page: Page, selector: str, most: int = 60) -> None:
    """Go there with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


def choose(page: Page, selector: str, value: str, key: str = "ArrowDown") -> None:
    """Go to a list and through it with the arrow keys."""
    reach(page, selector)
    for _ in range(10):
        if page.locator(selector).input_value() == value:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} has no {value}")


def press(page: Page) -> None:
    """Press Enter on what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("desk", "dark"), ("phone", "light")])
def test_every_page_about_people_can_be_read_by_everybody(office: Office, size: str, scheme: str) -> None:
    page = office.at_work("quan-tri", size, color_scheme=scheme)
    for name, path in {
        "users": "/desk/users",
        "users-none": "/desk/users?words=khong-co",
        "user": "/desk/users/account/can-bo-phuong",
        "user-closed": "/desk/users/account/bien-tap",
        "user-own": "/desk/users/account/quan-tri",
        "user-new": "/desk/users/new",
        "audit": "/desk/audit",
        "audit-wrong": "/desk/audit?since=x",
        "account": "/tai-khoan",
        "account-factor": "/tai-khoan/ma",
    }.items():
        page.goto(f"{office.url}{path}")
        looked_at(page, f"{name}-{size}-{scheme}")


def test_an_administrator_hires_changes_and_closes_by_keyboard_alone(office: Office) -> None:
    page = office.at_work("quan-tri")
    page.goto(f"{office.url}/desk/users")
    reach(page, 'a[href="/desk/users/new"]')
    press(page)
    reach(page, "#name")
    page.keyboard.type("truc-02")
    page.keyboard.press("Tab")
    page.keyboard.type("Phạm Thị Dung")
    choose(page, "#role", "agency_officer")
    reach(page, "main button")
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("phải thuộc một cơ quan")
    looked_at(page, "user-new-refused")
    expect(page.locator("#display_name")).to_have_value("Phạm Thị Dung")
    choose(page, "#role", "operator", "ArrowUp")
    reach(page, "main button")
    press(page)
    expect(page.locator("#password")).to_be_visible()
    looked_at(page, "user-secret")
    password = page.locator("#password").inner_text()
    first_day(office, "truc-02", password)
    reach(page, "main a.button")
    press(page)
    expect(page.get_by_text("Chrome, Linux")).to_be_visible()
    reach(page, 'form[action$="/close"] button')
    press(page)
    expect(page.get_by_role("status").first).to_contain_text("Đã khóa tài khoản")
    looked_at(page, "user-just-closed")


def first_day(office: Office, name: str, password: str) -> None:
    """Come in with the password that was handed over, and choose another."""
    page = office.at_work(name, password=password)
    page.wait_for_url("**/tai-khoan**")
    looked_at(page, "account-must-change")
    reach(page, "#old")
    for typed in (password, NEW, NEW):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    press(page)
    expect(page.get_by_text("Đã đổi mật khẩu")).to_be_visible()
    looked_at(page, "account-changed")


def test_the_record_is_filtered_and_taken_away_by_keyboard(office: Office) -> None:
    page = office.at_work("quan-tri")
    page.goto(f"{office.url}/desk/audit")
    choose(page, "#a-kind", "looks")
    reach(page, ".filters button")
    press(page)
    expect(page.locator("tbody tr")).to_have_count(1)
    reach(page, 'a[href*="export.csv"]')
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "Xem liên hệ" in download.value.path().read_text()
    page.goto(f"{office.url}/desk/audit?kind=exports")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_one_s_own_sessions_are_ended_by_keyboard(office: Office) -> None:
    page, other = office.at_work("truc-01"), office.at_work("truc-01")
    page.goto(f"{office.url}/tai-khoan")
    looked_at(page, "account-sessions")
    reach(page, 'form[action$="/ket-thuc"] button')
    press(page)
    expect(page.get_by_text("Đã kết thúc phiên.")).to_be_visible()
    other.goto(f"{office.url}/desk")
    other.wait_for_url("**/dang-nhap**")


@pytest.fixture
def province(browser: Browser, tmp_path: Path) -> Iterator[tuple[OidcServer, int]]:
    """A provider that knows at which port the desk will be."""
    port = free_port()
    desk = f"http://127.0.0.1:{port}"
    with running(f"{desk}/dang-nhap/sso/ve", f"{desk}/dang-nhap", tmp_path / "oidc.log") as server:
        server.people(an={"email": "an@example.org", "email_verified": True}, binh={})
        yield server, port


def test_somebody_goes_to_the_province_s_sign_in_and_back(
    broker: Broker, mongo: Mongo, start: Start, browser: Browser, province: tuple[OidcServer, int]
) -> None:
    server, port = province
    house = settle(broker, mongo)
    url = f"http://127.0.0.1:{port}"
    known = {"OIDC_ISSUER": server.issuer, "OIDC_CLIENT_ID": CLIENT_ID, "OIDC_CLIENT_SECRET": CLIENT_SECRET}
    secrets = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test", "ARGON2_MEMORY_KIB": "8192"}
    with start(ROUTING, **known, **secrets, ROUTING_URL=url, HTTP_PORT=str(port)) as process:
        office = Office(url, house, browser)
        page = through(office, "an")
        page.wait_for_url("**/desk")
        page.goto(f"{url}/tai-khoan")
        page.locator('form[action="/dang-xuat"] button').last.press("Enter")
        page.wait_for_url("**/dang-nhap?ra=sso")
        looked_at(page, "sso-left")
        stranger = through(office, "binh")
        expect(stranger.get_by_text("sso-unknown")).to_be_visible()
        looked_at(stranger, "sso-unknown")
        assert CLIENT_SECRET not in process.output() and "an@example.org" not in process.output()
        assert office.faults == []


def through(office: Office, subject: str) -> Page:
    """Press the button, sign in at the provider, and agree."""
    page = office.window()
    page.goto(f"{office.url}/dang-nhap")
    looked_at(page, "sso-door")
    reach(page, ".door-sso")
    page.keyboard.press("Enter")
    page.fill('[name="login"]', subject)
    page.fill('[name="password"]', "x")
    page.locator('button[type="submit"]').click()
    page.locator('button[type="submit"]').click()
    return page
