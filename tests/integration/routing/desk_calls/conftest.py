"""The desk and the hotline as processes on real servers, with Gia Lai's catalogue, a telephone system, a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page

from services.kit.clock import SystemClock
from services.kit.messaging import declare
from services.routing import catalog as catalog_files
from services.routing.commands.texts import read_texts
from services.routing.wiring import Application, build
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.simulators.pbx.simulator import PbxSimulator
from tests.unit.routing.builders import received
from tests.unit.routing.site import SETTINGS
from tests.waiting import eventually

ROUTING = "services.routing.entrypoints:Routing"
HOTLINE = "services.intake.channels.hotline:IntakeHotline"
RELAY = "services.kit.messaging.relay"
KEYS = {
    "SECRET_KEY": "only-for-this-test",
    "FILES_KEY": "only-for-this-test",
    "DESK_KEY": "only-for-this-test",
    "FORWARD_AT_ONCE": "true",
}
GIALAI = Path("deploy/data/gialai")
EXTENSION, AN = "101", "0905000012"
PHONE, DESK = (390, 844), (1366, 768)
PEOPLE = {"operator": "truc-01", "shift_lead": "truong-ca"}


@dataclass
class Centre:
    """Everything that runs, the test's own hands on it, and what browsers complained about."""

    desk: Process
    hotline: Process
    mongo: Mongo
    application: Application
    pbx: PbxSimulator
    browser: Browser
    tokens: dict[str, str]
    faults: list[str] = field(default_factory=list)

    def page(self, path: str, who: str = "operator", size: tuple[int, int] = DESK, **more: Any) -> Page:
        """Open a page of the desk as somebody; a token stands for the session."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", extra_http_headers=headers, **more
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{self.desk.url}{path}")
        return page

    def ask(self, method: str, path: str, who: str = "operator", **more: Any) -> requests.Response:
        """Ask the desk without a browser."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        return requests.request(method, f"{self.desk.url}{path}", headers=headers, timeout=20, **more)

    def case(self, code: str) -> dict[str, Any] | None:
        """Return a case as routing has stored it."""
        found: dict[str, Any] | None = self.mongo.database("routing").cases.find_one({"_id": code})
        return found

    def codes(self) -> list[str]:
        """Return the codes of what the hotline has filed."""
        return [each["_id"] for each in self.mongo.database("intake").cases.find().sort("received_at", 1)]

    def talking(self, phone: str = AN) -> Any:
        """Begin a call and let the operator's telephone take it."""
        call = self.pbx.ring(phone)
        self.pbx.answer(call, EXTENSION)
        return call


@pytest.fixture
def centre(broker: Broker, mongo: Mongo, start: Start, browser: Browser) -> Iterator[Centre]:
    """Two people, two cases that wait at the centre, the canned texts of Gia Lai."""
    declare.apply(broker.amqp_uri)
    application = build(SETTINGS, database=mongo.database("routing"), clock=SystemClock())
    application.probes["database"]()
    application.load_catalog(catalog_files.load(GIALAI))
    tokens = {role: application.open_account(name, role) for role, name in PEOPLE.items()}
    assert application.texts
    application.texts.load(read_texts(GIALAI / "texts.yaml"))
    now = SystemClock().now()
    application.route_cases(
        [
            received(1, category=None, area=None, received_at=now, title="Cây đổ chắn đường Lê Lợi"),
            received(2, category=None, area=None, received_at=now, urgency="urgent", title="Dây điện rơi trước trường"),
        ]
    )
    with ExitStack() as stack:
        pbx = stack.enter_context(PbxSimulator())
        pbx.courier.retries = False
        stack.enter_context(start(RELAY, RELAY_DATABASES="routing,intake"))
        hotline = stack.enter_context(start(HOTLINE, **KEYS, **pbx.env(), CALL_GRACE_SECONDS="0.2"))
        pbx.webhook_url = f"{hotline.url}/webhooks/calls"
        desk = stack.enter_context(start(ROUTING, **KEYS, INTAKE_HOTLINE_URL=hotline.url))
        opened = Centre(desk, hotline, mongo, application, pbx, browser, tokens)
        accounts = mongo.database("intake").accounts
        eventually(lambda: accounts.count_documents({}) == len(PEOPLE), message="the hotline knows the accounts")
        assert application.calls
        application.calls.extensions.put(PEOPLE["operator"], EXTENSION, now)
        yield opened
        assert opened.faults == []
