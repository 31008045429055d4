"""The portal on a telephone that loses its network: what was read can be read again, and nothing personal was kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import looked_at
from tests.integration.publish.portal import town
from tests.servers.processes import Process

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}
KEPT = """async () => {
  const keys = await (await caches.open("portal-pages")).keys();
  return keys.map((each) => new URL(each.url).pathname);
}"""


def visitor(browser: Browser) -> BrowserContext:
    """Return a telephone that was never here."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    context.set_default_timeout(15_000)
    return context


def at_home(context: BrowserContext, portal: Process, path: str = "/") -> Page:
    """Return a page with its service worker in charge."""
    page = context.new_page()
    page.goto(f"{portal.url}{path}")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()  # the first reading was before the worker came
    return page


def kept(page: Page) -> list[str]:
    """Return the paths of the pages that the device keeps."""
    found: list[str] = page.evaluate(KEPT)
    return found


def test_what_was_read_can_be_read_again_and_says_of_when_it_is(browser: Browser, portal: Process) -> None:
    context = visitor(browser)
    page = at_home(context, portal)
    page.goto(f"{portal.url}/ca/{town.code(0)}")
    expect(page.locator("#kept")).to_be_hidden()
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đèn đường")
    expect(page.locator("#kept")).to_contain_text(re.compile(r"không có mạng.* lúc \d\d:\d\d \d\d/\d\d/\d{4};"))
    looked_at(page, "portal-kept")
    page.get_by_role("link", name="1022 Hệ thống").or_(page.locator(".brand")).first.click()
    expect(page.get_by_label("Tìm trong câu hỏi và câu trả lời")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#kept")).to_be_hidden()  # the page came anew by itself


def test_what_was_not_read_says_what_can_be_done_and_what_can_be_read(browser: Browser, portal: Process) -> None:
    context = visitor(browser)
    page = at_home(context, portal, f"/ca/{town.code(1)}")
    context.set_offline(True)
    page.goto(f"{portal.url}/thong-tin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    expect(page.get_by_role("link", name="Gọi tổng đài (0269) 1022")).to_have_attribute("href", "tel:02691022")
    expect(page.locator("#readable a")).to_have_text("Ổ gà lớn giữa đường liên xã, xe máy dễ ngã")
    looked_at(page, "portal-away")
    page.locator("#readable a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ổ gà lớn")
    page.goto(f"{portal.url}/thong-tin")
    context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thủ tục và thông tin cho người dân")


def test_the_device_forgets_what_was_read_when_it_is_told_to(browser: Browser, portal: Process) -> None:
    context = visitor(browser)
    page = at_home(context, portal)
    assert "/" in kept(page)
    page.goto(f"{portal.url}/ngoai-tuyen")
    page.get_by_role("button", name="Xóa các trang đã lưu").click()
    expect(page.locator("#readable-part")).to_be_hidden()
    assert kept(page) == []


def test_a_citizens_own_case_is_kept_nowhere(browser: Browser, portal: Process) -> None:
    context = visitor(browser)
    page = at_home(context, portal)
    _track(page, portal)
    everything = page.evaluate(_EVERYTHING)
    assert "/" in kept(page)  # something is kept, so there is something to look into
    assert town.code(0) not in [each["url"].rpartition("/")[2] for each in everything]
    own = "Đã trả lời và công khai"
    assert not [each["url"] for each in everything if "tra-cuu" in each["url"] or own in each["body"]]
    context.set_offline(True)
    page.goto(f"{portal.url}/tra-cuu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")


def test_a_form_that_cannot_be_sent_says_so(browser: Browser, portal: Process) -> None:
    context = visitor(browser)
    page = at_home(context, portal)
    page.goto(f"{portal.url}/tra-cuu?code={town.code(0)}")
    context.set_offline(True)
    page.locator("#pin").fill("0001")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")


def test_only_so_many_pages_are_kept_the_last_ones(browser: Browser, portal: Process) -> None:
    page = at_home(visitor(browser), portal)
    for number in range(42):
        page.goto(f"{portal.url}/ca/{town.code(number)}")
    found = kept(page)
    assert len(found) == 40 and "/" not in found
    assert found[-1] == f"/ca/{town.code(41)}"


def test_the_portal_can_be_installed(browser: Browser, portal: Process) -> None:
    page = at_home(visitor(browser), portal)
    session = page.context.new_cdp_session(page)
    problems: list[Any] = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A private window, as tests have them, installs nothing; that is all there may be.
    assert [each["errorId"] for each in problems if each["errorId"] != "in-incognito"] == []
    assert session.send("Page.getAppManifest")["errors"] == []


def _track(page: Page, portal: Process) -> None:
    page.goto(f"{portal.url}/tra-cuu")
    page.locator("#code").fill(town.code(0))
    page.locator("#pin").fill("0001")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.get_by_role("heading", name="Đã trả lời và công khai")).to_be_visible()


_EVERYTHING = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push({ url: request.url, body: await (await cache.match(request)).text() });
    }
  }
  return found;
}"""
