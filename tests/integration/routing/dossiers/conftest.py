"""The desk and the citizens' site before one one-stop system, and a browser."""

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
from services.routing.wiring import Application, build
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.simulators.onestop import OneStopSimulator
from tests.unit.routing.site import SETTINGS
from tests.waiting import eventually

KEYS = {
    "SECRET_KEY": "only-for-this-test",
    "FILES_KEY": "only-for-this-test",
    "DESK_KEY": "only-for-this-test",
    "RATE_LIMIT": "",
}
DESK, PHONE = (1366, 768), (390, 844)
PEOPLE = {"operator": "truc-01", "administrator": "quan-tri"}


@dataclass
class Counter:
    """What runs, and what browsers complained about."""

    desk: Process
    web: Process
    one_stop: OneStopSimulator
    mongo: Mongo
    application: Application
    browser: Browser
    tokens: dict[str, str]
    faults: list[str] = field(default_factory=list)

    def page(self, url: str, who: str | None = None, size: tuple[int, int] = DESK) -> Page:
        """Open a page, as somebody of the desk or as a citizen."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", extra_http_headers=headers
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        page.goto(url)
        return page

    def ask(self, method: str, path: str, who: str = "operator", **more: Any) -> requests.Response:
        """Ask the desk's API."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        return requests.request(method, f"{self.desk.url}{path}", headers=headers, timeout=10, **more)


@pytest.fixture
def counter(broker: Broker, mongo: Mongo, start: Start, browser: Browser) -> Iterator[Counter]:
    """Gia Lai's catalogue, an operator and an administrator, invented dossiers."""
    declare.apply(broker.amqp_uri)
    application = build(SETTINGS, database=mongo.database("routing"), clock=SystemClock())
    application.probes["database"]()
    application.load_catalog(catalog_files.load(Path("deploy/data/gialai")))
    tokens = {role: application.open_account(name, role) for role, name in PEOPLE.items()}
    with ExitStack() as stack:
        one_stop = stack.enter_context(OneStopSimulator())
        stack.enter_context(start("services.kit.messaging.relay", RELAY_DATABASES="routing,intake"))
        hotline = stack.enter_context(start("services.intake.channels.hotline:IntakeHotline", **KEYS))
        web = stack.enter_context(start("services.intake.channels.web:IntakeWeb", **KEYS, **one_stop.env()))
        desk = stack.enter_context(
            start("services.routing.entrypoints:Routing", **KEYS, **one_stop.env(), INTAKE_HOTLINE_URL=hotline.url)
        )
        accounts = mongo.database("intake").accounts
        eventually(lambda: accounts.count_documents({}) == len(PEOPLE), message="the hotline knows the accounts")
        opened = Counter(desk, web, one_stop, mongo, application, browser, tokens)
        yield opened
        assert opened.faults == []
