"""intake-web as a process with a catalogue, and a browser to look at it."""

import os
import shutil
from collections.abc import Iterator

import pika
import pytest
from playwright.sync_api import Browser, sync_playwright

from services.kit.events import CatalogChanged, Event, encode
from services.kit.messaging import declare
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.processes import Process
from tests.unit.intake.fakes import CATALOG, MONDAY

WEB = "services.intake.channels.web:IntakeWeb"
SETTINGS = {
    "SECRET_KEY": "for tests",
    "FILES_KEY": "for tests only",
    "RATE_LIMIT": "",
    "PUBLIC_URL": "http://portal.test",
    "TRUSTED_PROXIES": "1",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("needs a browser: apt-get install chromium, or CHROMIUM=/path")
    with sync_playwright() as playwright:
        # Root, which CI is, cannot have Chromium's sandbox; it opens our own pages only.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def web(start: Start, broker: Broker) -> Iterator[Process]:
    """The citizens' site, ready."""
    declare.apply(broker.amqp_uri)
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    event = Event.of(data, source="/routing", subject="gialai", at=MONDAY)
    with declare.opened(broker.amqp_uri) as channel:
        persistent = pika.BasicProperties(delivery_mode=2)
        channel.basic_publish("cases", f"{event.type}.gialai", encode(event), persistent)
    with start(WEB, **SETTINGS) as process:
        yield process
