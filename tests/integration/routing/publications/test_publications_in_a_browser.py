"""An editor in a browser: selects words to hide, draws over a picture, decides by keyboard; nothing for axe to say."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.browser import looked_at
from tests.unit.publish.memory_editing import a_photo
from tests.unit.routing.publications.test_publications_pages import FIRST, PICTURE, SECOND, Editors

pytestmark = pytest.mark.integration

PHONE, DESK = (390, 844), (1366, 768)


@pytest.fixture
def editors() -> Editors:
    return Editors()


@pytest.fixture
def address(editors: Editors) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, editors.app, threaded=True)
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/desk/publications"
    server.shutdown()
    serving.join()


def opened(browser: Browser, editors: Editors, address: str, size: tuple[int, int] = DESK) -> Page:
    width, height = size
    headers = {"Authorization": f"Bearer {editors.tokens['editor']}"}
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", extra_http_headers=headers
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.route("**/tep/**", lambda route: route.fulfill(body=a_photo(), content_type="image/jpeg"))
    page.goto(address)
    return page


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_an_editor_hides_covers_and_goes_on_to_the_next(
    browser: Browser, editors: Editors, address: str, size: tuple[int, int]
) -> None:
    page = opened(browser, editors, address, size)
    looked_at(page, f"publications-{size[0]}")
    page.locator(f"a[href$='{FIRST}']").click()
    looked_at(page, f"publication-{size[0]}")
    _select(page, "cáu gắt")
    expect(page.locator("#words-text")).to_have_value("cáu gắt")
    page.locator("#words-text").press("Enter")
    expect(page.get_by_text("[nội dung đã ẩn]")).to_be_visible()
    _draw(page)
    page.get_by_label("Ảnh cho thấy gì").fill("Quầy tiếp dân")
    page.get_by_role("button", name="Công khai ảnh này").press("Enter")
    expect(page.get_by_role("heading", name="Người dân sẽ thấy")).to_be_visible()
    assert editors.inside.portal.case(FIRST).photos[0].covers == 1
    looked_at(page, f"publication-covered-{size[0]}")
    page.get_by_role("button", name="Công khai", exact=True).press("Enter")
    page.wait_for_url(f"**/{SECOND}?done={FIRST}")


def _select(page: Page, words: str) -> None:
    """Select words of the public text, as a mouse does."""
    page.evaluate(
        """words => {
            const places = [...document.querySelectorAll('.publications-text[data-part="text"]')];
            const text = places.at(-1).firstChild, at = text.data.indexOf(words), range = document.createRange();
            range.setStart(text, at); range.setEnd(text, at + words.length);
            const chosen = document.getSelection(); chosen.removeAllRanges(); chosen.addRange(range);
        }""",
        words,
    )


def _draw(page: Page) -> None:
    """Drag over the middle of the picture."""
    picture = page.locator(f"[data-covers='{PICTURE}']")
    picture.scroll_into_view_if_needed()
    expect(picture.locator("img")).to_have_js_property("complete", True)
    box = picture.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.75, steps=4)
    page.mouse.up()
    expect(picture.locator(".publications-cover")).to_have_count(1)
