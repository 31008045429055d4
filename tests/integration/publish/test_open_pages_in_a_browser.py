"""The pages that let others check, take along and show what is published: on every screen, without faults."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from tests.browser import looked_at
from tests.unit.publish.builders import Portal, a_case
from tests.unit.publish.site import a_site

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

SCREENS = {
    "phone": {"width": 390, "height": 844},
    "narrow": {"width": 320, "height": 640},
    "desk": {"width": 1280, "height": 900},
}
PAGES = ("/ledger", "/ledger?code=2611231111118", "/du-lieu", "/nhung", "/nhung/o-dem", "/nhung/bang-hieu")
GONE = "2611231111118"


@contextmanager
def served(app: Callable[..., Any]) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of a portal with a published case, one taken back, and signed days."""
    portal = Portal(ledger_keys=("11" * 32,))
    portal.app.on_cases(a_case().history() + a_case(GONE).history())
    portal.app.withhold_publication(GONE, "bien-tap", "có tên người khác")
    portal.app.ledger.append()
    portal.clock.at += timedelta(days=3)
    portal.app.keep_house()
    with served(a_site(portal)) as address:
        yield address


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_without_faults(browser: Browser, site: str, screen: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    for path in (*PAGES, "/ledger?lang=en", "/du-lieu?lang=en", "/nhung?lang=en"):
        page.goto(site + path)
        name = path.strip("/").replace("/", "-").replace("?", "-").replace("=", "-")
        looked_at(page, f"open-{name}-{screen}")
    context.close()


def test_a_foreign_page_shows_the_frames_and_no_other_page_of_ours(browser: Browser, site: str) -> None:
    frames = "".join(f'<iframe title="{path}" src="{site}{path}"></iframe>' for path in ("/nhung/o-dem", "/ledger"))
    foreign = Response(f"<!doctype html><html lang=vi><title>Báo</title>{frames}", mimetype="text/html")
    with served(foreign) as address:
        context = browser.new_context(locale="vi-VN")
        page = context.new_page()
        page.goto(address)
        expect(page.frame_locator('[title="/nhung/o-dem"]').get_by_text("đã trả lời")).to_be_visible()
        expect(page.frame_locator('[title="/ledger"]').get_by_role("heading")).to_have_count(0)
        context.close()
