"""The desk as a process on real servers, with a few cases, and browsers that are signed in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from services.kit.clock import SystemClock
from services.kit.events import CatalogChanged, Event
from services.kit.messaging import declare
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.wiring import Application, build
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.unit.routing.builders import CITIZEN, NOON, PHOTO, PLACE, received, supplemented
from tests.unit.routing.case_site import catalog, employed
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.unit.routing.site import SETTINGS

PLACE_OF_PROCESS = "services.routing.entrypoints:Routing"
SECRETS = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test"}
PHONE, DESK = (390, 844), (1366, 768)
PEOPLE = {
    "operator": ("truc-01", "operator", None),
    "shift_lead": ("truong-ca", "shift_lead", None),
    "leader": ("lanh-dao-phuong", "agency_leader", LOCAL),
    "officer": ("can-bo-phuong", "agency_officer", LOCAL),
    "health": ("can-bo-y-te", "agency_officer", HEALTH),
    "administrator": ("quan-tri", "administrator", None),
}


def photograph(side: int = 320) -> bytes:
    """Return a picture as a telephone makes it."""
    out = io.BytesIO()
    Image.effect_noise((side, side * 3 // 4), 25).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@dataclass
class Desk:
    """The running desk. `application` works on the same database from outside, as other processes do."""

    process: Process
    mongo: Mongo
    application: Application
    tokens: dict[str, str]
    browser: Browser
    faults: list[str] = field(default_factory=list)

    def _note(self, message: ConsoleMessage) -> None:
        """An error in the console is a fault, unless it only says that a page refuses."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)

    def context(self, who: str, size: tuple[int, int] = DESK, **more: Any) -> BrowserContext:
        """Return a window of somebody who is signed in. Citizens' pictures come from another service: a stand-in."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", extra_http_headers=headers, **more
        )
        context.set_default_timeout(15_000)
        picture = photograph()
        context.route("**/tep/**", lambda route: route.fulfill(body=picture, content_type="image/jpeg"))
        return context

    def page(self, who: str, number: int = 1, size: tuple[int, int] = DESK, **more: Any) -> Page:
        """Return the page of a case."""
        page = self.context(who, size, **more).new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(f"{self.process.url}/desk/cases/{self.code(number)}")
        return page

    def code(self, number: int) -> str:
        """Return a case's code."""
        return f"261123{number:07d}"

    def case(self, number: int = 1) -> dict[str, Any]:
        """Return a case as it is stored."""
        found = self.mongo.database("routing").cases.find_one({"_id": self.code(number)})
        assert found
        return found


@pytest.fixture
def desk(broker: Broker, mongo: Mongo, start: Start, browser: Browser) -> Iterator[Desk]:
    """1, 2 and 5 at the ward (2 shares the contact, 5 has files and an addition), 3 at health, 4 at the centre."""
    declare.apply(broker.amqp_uri)
    database = mongo.database("routing")
    _put_in_force(MongoCatalogs(database))
    application = build(SETTINGS, database=database, clock=SystemClock())
    tokens = {who: employed(application.account_book, *facts) for who, facts in PEOPLE.items()}
    now = SystemClock().now()
    application.route_cases(
        [
            received(1, contact=CITIZEN, received_at=now),
            received(2, contact=CITIZEN, share_contact=True, received_at=now),
            received(3, category="y-te", received_at=now),
            received(4, category=None, contact=CITIZEN, received_at=now),
            received(5, attachments=(PHOTO,), place=PLACE, address="45 Hùng Vương", urgency="urgent", received_at=now),
        ]
    )
    application.add_supplements([supplemented(5, attachments=(PHOTO,))])
    with start(PLACE_OF_PROCESS, **SECRETS) as process:
        opened = Desk(process, mongo, application, tokens, browser)
        yield opened
        assert opened.faults == []


def _put_in_force(versions: MongoCatalogs) -> None:
    snapshot = catalog()
    versions.prepare()
    data = CatalogChanged(version=1, province="gialai", catalog=snapshot)
    versions.add(1, snapshot, NOON, Event.of(data, source="/routing", subject="gialai", at=NOON))
