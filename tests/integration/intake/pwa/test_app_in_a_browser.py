"""The app in a real browser: installed, offline, with photographs and a place, and asked for a proof of work."""

import io
import json
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browsing import AXE
from tests.servers.mongo import Mongo
from tests.servers.processes import Process

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

PHONE, DESKTOP = (390, 844), (1280, 900)
TEXT = "Ổ gà lớn giữa đường Lê Lợi, xe máy dễ ngã. Đã ba tuần chưa ai sửa."
PLEIKU = {"latitude": 13.983312, "longitude": 108.000125, "accuracy": 12}
MOST_BYTES = 60_000


def opened(browser: Browser, size: tuple[int, int] = PHONE, **more: Any) -> BrowserContext:
    """Return a new visitor."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", **more)
    context.set_default_timeout(15_000)
    return context


def at_home(context: BrowserContext, web: Process) -> Page:
    """Return the form with its service worker in charge."""
    page = context.new_page()
    page.goto(web.url)
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def photograph(side: int) -> bytes:
    """Return a picture that does not compress well, as telephones make them."""
    picture, out = Image.effect_noise((side, side * 3 // 4), 25).convert("RGB"), io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def inspect(page: Page) -> None:
    """Find nothing that axe objects to and nothing that must be scrolled to the side."""
    violations = AXE.run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def filed(mongo: Mongo) -> list[dict[str, Any]]:
    return list(mongo.database("intake")["cases"].find())


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_offline_a_draft_waits_and_becomes_exactly_one_case_when_the_network_returns(
    web: Process, mongo: Mongo, browser: Browser, size: tuple[int, int]
) -> None:
    context = opened(browser, size)
    page = at_home(context, web)
    context.set_offline(True)
    page.goto(web.url)
    expect(page.get_by_text("Bạn đang không có mạng")).to_be_visible()
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.locator("#files").set_input_files({"name": "o-ga.jpg", "mimeType": "image/jpeg", "buffer": photograph(2400)})
    expect(page.locator("#chosen li")).to_contain_text("đã thu nhỏ")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Chưa gửi – sẽ gửi khi có mạng")
    expect(page.locator("#state")).to_be_in_viewport()
    expect(page.locator("#chosen li")).to_have_count(0)  # they belong to the draft, not to the next one
    inspect(page)
    page.goto(f"{web.url}/cua-toi")
    expect(page.locator("#drafts li")).to_contain_text("Ổ gà lớn")
    inspect(page)
    assert filed(mongo) == []
    context.set_offline(False)
    expect(page.locator("#receipts li")).to_have_count(1)
    expect(page.locator("#drafts li")).to_have_count(0)
    inspect(page)
    page.reload()
    page.goto(web.url)
    (case,) = filed(mongo)
    assert (case["channel"], case["data"]["text"]) == ("web", TEXT)
    (attachment,) = case["data"]["attachments"]
    assert (attachment["kind"], attachment["name"]) == ("image", "o-ga.jpg")
    assert attachment["size"] < 1_000_000
    context.close()


def test_a_form_that_was_sent_into_the_void_is_kept_and_sent_later(
    web: Process, mongo: Mongo, browser: Browser
) -> None:
    """The network goes while the button is pressed: the browser believes it is online."""
    context = opened(browser)
    page = at_home(context, web)
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.evaluate("Object.defineProperty(navigator, 'onLine', {value: true})")
    context.set_offline(True)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/cua-toi")
    expect(page.locator("#drafts li")).to_contain_text("Chưa gửi")
    context.set_offline(False)
    expect(page.locator("#receipts li")).to_have_count(1)
    assert len(filed(mongo)) == 1
    context.close()


def test_online_the_form_goes_its_ordinary_way_and_the_receipt_stays_on_the_device(
    web: Process, mongo: Mongo, browser: Browser
) -> None:
    context = opened(browser, geolocation=PLEIKU, permissions=["geolocation"])
    page = at_home(context, web)
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.get_by_role("button", name="Lấy vị trí của tôi").click()
    expect(page.locator("#place-state")).to_contain_text("sai số khoảng 12 m")
    page.locator("#camera").set_input_files({"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photograph(2000)})
    expect(page.locator("#chosen li")).to_have_count(1)
    inspect(page)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/da-gui")
    inspect(page)
    code = "".join(page.locator(".code-big").first.inner_text().split())
    page.reload()
    page.get_by_role("link", name="Phản ánh của tôi").first.click()
    expect(page.locator(".receipt-code")).to_have_text(f"{code[:6]} {code[6:12]} {code[12:]}")
    expect(page.locator(".receipt-title")).to_contain_text("Ổ gà lớn")
    expect(page.locator("#drafts li")).to_have_count(0)
    (case,) = filed(mongo)
    assert case["data"]["place"] == {"latitude": 13.983312, "longitude": 108.000125}
    assert len(case["data"]["attachments"]) == 1
    page.get_by_role("button", name="Xóa khỏi máy này").click()
    expect(page.locator("#nothing")).to_be_visible()
    context.close()


def test_a_refused_form_keeps_its_photographs(web: Process, mongo: Mongo, browser: Browser) -> None:
    context = opened(browser)
    page = at_home(context, web)
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.get_by_label("Số điện thoại").fill("0905")
    page.locator("#files").set_input_files({"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photograph(900)})
    expect(page.locator("#chosen li")).to_have_count(1)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#chosen li")).to_have_count(1)
    inspect(page)
    page.get_by_label("Số điện thoại").fill("0905 000 012")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/da-gui")
    (case,) = filed(mongo)
    assert len(case["data"]["attachments"]) == 1
    context.close()


def test_a_suspicious_sender_s_device_works_a_little_and_the_case_is_taken_without_doubts(
    web: Process, mongo: Mongo, browser: Browser
) -> None:
    crowd = {"X-Forwarded-For": "203.0.113.7"}
    context = opened(browser, extra_http_headers=crowd)
    page = at_home(context, web)
    for number in range(9):  # one telephone number sends and sends
        page.request.post(
            f"{web.url}/api/cases",
            data=json.dumps({"text": f"{TEXT} {number}", "contact": {"phone": "0905000012"}}),
            headers={"Content-Type": "application/json"},
        )
    before = len(filed(mongo))
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.get_by_label("Số điện thoại").fill("0905000012")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#state")).to_contain_text("Đã xác nhận", timeout=60_000)
    inspect(page)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/da-gui")
    cases = filed(mongo)
    assert len(cases) == before + 1
    assert [each["doubts"] for each in cases if each["data"]["text"] == TEXT] == [[]]
    context.close()


def test_the_app_can_be_installed(web: Process, browser: Browser) -> None:
    context = opened(browser)
    page = at_home(context, web)
    session = context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert json.loads(found["data"])["name"] == "Phản ánh 1022 Gia Lai"
    errors = {each["errorId"] for each in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert errors <= {"in-incognito"}  # windows of tests are private ones
    context.close()


def test_the_device_keeps_files_of_the_app_and_nothing_that_anybody_wrote(web: Process, browser: Browser) -> None:
    context = opened(browser)
    page = at_home(context, web)
    page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/da-gui")
    page.goto(f"{web.url}/api/areas")
    kept = page.evaluate(
        """async () => {
          const urls = [];
          for (const name of await caches.keys())
            for (const each of await (await caches.open(name)).keys()) urls.push(new URL(each.url).pathname);
          return urls;
        }"""
    )
    assert sorted(each for each in kept if not each.startswith("/assets/")) == ["/cua-toi", "/ngoai-tuyen"]
    context.close()


def test_the_form_is_light_enough_for_the_slowest_network(web: Process, browser: Browser) -> None:
    context = opened(browser, service_workers="block")
    page = context.new_page()
    requests: list[Any] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(web.url, wait_until="networkidle")
    sizes = [request.sizes() for request in requests]
    assert sum(each["responseHeadersSize"] + each["responseBodySize"] for each in sizes) <= MOST_BYTES
    context.close()
