"""What citizens are sent, changed by two people in a browser over both processes, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from services.kit.messaging import declare
from services.routing.wiring import build
from tests.browser import looked_at, picture, without_faults
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.unit.routing.amending.fakes import gialai
from tests.unit.routing.case_site import employed
from tests.unit.routing.site import SETTINGS
from tests.waiting import eventually

pytestmark = pytest.mark.integration

KEYS = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test", "DESK_KEY": "only-for-this-test"}
PEOPLE = {"administrator": "quan-tri", "shift_lead": "truong-ca"}
MAIL = {"SMTP_URL": "smtp://127.0.0.1:9", "MAIL_FROM": "1022@example.org", "PUBLIC_URL": "https://1022.example.org"}
PHONE, DESK = (390, 844), (1366, 768)


@dataclass
class Office:
    """Both processes, and people who are signed in."""

    desk: Process
    mongo: Mongo
    browser: Browser
    tokens: dict[str, str]
    faults: list[str]

    def page(self, who: str, path: str, size: tuple[int, int] = DESK, **more: object) -> Page:
        """Open a page of the settings."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", extra_http_headers=headers, **more
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{self.desk.url}/desk/settings{path}")
        return page


@pytest.fixture
def office(broker: Broker, mongo: Mongo, start: Start, browser: Browser) -> Iterator[Office]:
    declare.apply(broker.amqp_uri)
    application = build(SETTINGS, database=mongo.database("routing"))
    application.probes["database"]()
    application.load_catalog(gialai(), rules_in_force=True)
    tokens = {role: employed(application.account_book, name, role, None) for role, name in PEOPLE.items()}
    with ExitStack() as stack:
        stack.enter_context(start("services.kit.messaging.relay", RELAY_DATABASES="routing"))
        notify = stack.enter_context(start("services.notify.entrypoints:Notify", **KEYS, **MAIL))
        desk = stack.enter_context(start("services.routing.entrypoints:Routing", **KEYS, NOTIFY_URL=notify.url))
        accounts = mongo.database("notify").accounts
        eventually(lambda: accounts.count_documents({}) == len(PEOPLE), message="notify knows the accounts")
        opened = Office(desk, mongo, browser, tokens, [])
        yield opened
        assert opened.faults == []


def test_words_are_written_by_one_and_put_in_force_by_another(office: Office) -> None:
    page = office.page("administrator", "/messages")
    looked_at(page, "messages-list")
    page.click("text=Mặc định – Đã có câu trả lời, SMS")
    looked_at(page, "messages-sms")
    page.fill("#vi-sms", "1022: Xong việc {ma}")
    expect(page.locator("#preview")).to_contain_text("Thiếu {link}")  # while typing, without a button
    page.fill("#vi-sms", "1022: Phản ánh {ma} đã được trả lời. Xem: {link}")
    expect(page.locator("#preview")).to_contain_text("da duoc tra loi. Xem: https")
    picture(page, "messages-typing")
    without_faults(page)
    page.fill("#note", "Rõ hơn")
    page.click("button:text('Lưu bản nháp')")
    expect(page.get_by_text("Người đã soạn không được tự đưa vào dùng")).to_be_visible()
    looked_at(page, "messages-drafted")

    other = office.page("shift_lead", "/messages", PHONE)
    looked_at(other, "messages-list-phone")
    other.locator("a", has_text="Đã có câu trả lời, SMS").click()
    expect(other.locator(".wording-diff ins").first).to_be_visible()
    looked_at(other, "messages-second-phone")
    other.click("button:text('Đưa vào dùng')")
    expect(other.locator("h1")).to_contain_text("Đã sửa")
    looked_at(other, "messages-in-force-phone")
    stored = office.mongo.database("notify").wordings.find_one({"_id": "case.answered/sms"})
    assert stored and stored["in_force"] == 1

    audit = office.page("administrator", "/../audit?kind=wording")
    expect(audit.locator("tbody tr")).to_have_count(2)
    looked_at(audit, "messages-audit")


def test_a_letter_is_written_by_keyboard_without_scripts_and_taken_back(office: Office) -> None:
    page = office.page("administrator", "/messages/case.routed/email", java_script_enabled=False)
    page.focus("#vi-subject")
    page.keyboard.press("Control+A")
    page.keyboard.type("Chuyển <b>{ten_co_quan}</b>")
    page.focus("#note")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the second button: a preview
    page.wait_for_load_state()
    expect(page.locator("#preview")).to_contain_text("Không dùng mã HTML")
    expect(page.locator("#vi-subject")).to_have_value("Chuyển <b>{ten_co_quan}</b>")
    picture(page, "messages-letter-wrong")
    page.fill("#vi-subject", "{Ten_co_quan} nhận phản ánh của Ông/Bà")
    page.focus("#note")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("#draft")).to_be_visible()
    picture(page, "messages-letter")

    other = office.page("shift_lead", "/messages/case.routed/email")
    other.click("button:text('Đưa vào dùng')")
    expect(other.locator(".wording-subject").first).to_contain_text("Sở Xây dựng nhận phản ánh")
    looked_at(other, "messages-letter-in-force")
    other.click("button:text('Về lời mặc định')")
    expect(other.locator("h1")).to_contain_text("Mặc định")
