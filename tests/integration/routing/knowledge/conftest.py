"""The case page's desk, with the relay and the portal beside it, and two editors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from services.kit.events import CatalogChanged, Event, encode
from services.routing.adapters.knowledge_files import read_sheets
from services.routing.domain.policies import Actor
from services.routing.usecases.knowledge.ports import Wanted
from tests.integration.routing.case_page.conftest import DESK, Desk, desk
from tests.integration.routing.conftest import channel_on
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.processes import Process
from tests.unit.publish.builders import CATALOG
from tests.unit.routing.builders import NOON
from tests.unit.routing.case_site import employed

__all__ = ["desk"]

RELAY, PORTAL = "services.kit.messaging.relay", "services.publish.entrypoints:Publish"
PORTAL_ENV = {"SECRET_KEY": "only-for-this-test", "TRACKING_KEY": "only-for-this-test-too"}
GIALAI = sorted(Path("deploy/data/gialai/knowledge").glob("*.csv"))
EDITORS = {"editor": ("bien-tap", "editor", None), "second": ("bien-tap-2", "editor", None)}
CONSOLE, SECOND = Actor("command:knowledge", None, "administrator"), Actor("desk:bien-tap-2", None, "editor")


@dataclass
class Library:
    """The desk and the portal, running."""

    desk: Desk
    portal: Process
    broker: Broker

    def at_the_desk(self, who: str, path: str, size: tuple[int, int] = DESK, **more: object) -> Page:
        """Open a page of the desk as somebody."""
        page = self.desk.context(who, size, **more).new_page()
        page.on("console", self.desk._note)
        page.on("pageerror", lambda error: self.desk.faults.append(str(error)))
        page.goto(f"{self.desk.process.url}{path}")
        return page

    def as_citizen(self, path: str, size: tuple[int, int] = DESK, **more: object) -> Page:
        """Open a page of the portal as nobody in particular."""
        width, height = size
        context = self.desk.browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **more)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", self.desk._note)
        page.on("pageerror", lambda error: self.desk.faults.append(str(error)))
        page.goto(f"{self.portal.url}{path}")
        return page

    def import_gialai(self, *, publish: bool) -> None:
        """Import what ships with Gia Lai; a second person publishes it."""
        base = self.desk.application.knowledge
        assert base
        for file in GIALAI:
            base.import_entries(read_sheets(file.read_bytes()), CONSOLE)
        for each in base.find.list(Wanted(limit=100)).entries if publish else ():
            base.publish.publish(each.code, each.version, SECOND)


@pytest.fixture
def library(desk: Desk, broker: Broker, start: Start) -> Iterator[Library]:
    """Everything runs; the knowledge base is empty."""
    for who, facts in EDITORS.items():
        desk.tokens[who] = employed(desk.application.account_book, *facts)
    with ExitStack() as stack:
        stack.enter_context(start(RELAY, RELAY_DATABASES="routing"))
        portal = stack.enter_context(start(PORTAL, **PORTAL_ENV))
        _tell_catalogue(broker)
        yield Library(desk, portal, broker)


def _tell_catalogue(broker: Broker) -> None:
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    event = Event.of(data, source="/routing", subject="gialai", at=NOON)
    with channel_on(broker.amqp_uri) as channel:
        channel.basic_publish("", "publish.cases", encode(event))
