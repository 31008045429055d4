"""/desk/agencies in a real browser: nothing axe objects to, nothing to scroll to the side, the worst on top."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from services.kit.clock import SystemClock
from services.routing.adapters.mongo_accounts import MongoAccountBook
from services.routing.wiring.gateway import gateway_store, prepare
from tests.e2e.browsing import AXE
from tests.integration.agency.gateway_stage import GatewayStage
from tests.unit.routing.case_site import employed
from tests.unit.routing.gateway.test_agencies_page import presence

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]


@pytest.fixture
def token(gateway: GatewayStage) -> str:
    """A shift lead's token, on a desk where one agency is away, one for long, and one is there."""
    database, now = gateway.mongo.database("routing"), SystemClock().now()
    prepare(database)
    since = now - timedelta(minutes=200)
    for each in (
        presence("xa-thu", online=False, waiting=3, idle_since=since),
        presence("xa-khac", online=False, waiting=12, parked=2, idle_since=since, escalated_at=now, delivery="webhook"),
        presence("so-y-te", delivery="amqp", consumers=2),
    ):
        gateway_store(database).presences.save(None, each, ())
    book = MongoAccountBook(database)
    book.prepare()
    return employed(book, "truong-ca", "shift_lead", None)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_is_away_is_seen_at_every_size(
    gateway: GatewayStage, browser: Browser, token: str, size: tuple[int, int], scheme: str
) -> None:
    with gateway.running():
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            color_scheme=scheme,  # type: ignore[arg-type]
            extra_http_headers={"Authorization": f"Bearer {token}"},
        )
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(f"{gateway.url}/desk/agencies")
        expect(page.locator("tbody th").first).to_have_text("Cơ quan xa-khac")
        if os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(os.environ["SCREENSHOTS"]) / f"agencies-{size[0]}-{scheme}.png", full_page=True)
        assert AXE.run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.keyboard.press("Tab")
        page.get_by_label("Chỉ hiện cơ quan có vấn đề").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator("tbody tr")).to_have_count(2)
        assert faults == []
        context.close()
