"""intake-web as a process with a catalogue, and a browser to look at it."""

from collections.abc import Iterator

import pika
import pytest

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
