"""Routing on real servers: its process, the relay, a catalogue in force and an agency with a system of its own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pika
import pytest

from services.kit.commands.broker_api import BrokerApi
from services.kit.events import CatalogChanged, Event, decode, encode
from services.kit.messaging import declare
from services.kit.messaging.topology import EVENTS, REPLIES
from services.routing.adapters.broker_admin import BrokerAdmin
from services.routing.adapters.broker_admin_rights import user_name
from services.routing.adapters.catalog_snapshot import WEEKDAYS
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.domain.calendar import VIETNAM
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.servers.processes import Process
from tests.unit.routing import catalogs
from tests.unit.routing.builders import NOON, Sent
from tests.waiting import eventually

PLACE = "services.routing.entrypoints:Routing"
RELAY = "services.kit.messaging.relay"
SECRET = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test"}


@dataclass(frozen=True)
class Stage:
    """The test's own hands on the servers. `agency` answers for health; its login is `agency_uri`."""

    broker: Broker
    mongo: Mongo
    start: Start
    agency: str
    agency_uri: str

    @contextmanager
    def running(self) -> Iterator[Process]:
        """Run routing and the relay."""
        with ExitStack() as stack:
            process = stack.enter_context(self.start(PLACE, **SECRET))
            stack.enter_context(self.start(RELAY, RELAY_DATABASES="routing"))
            yield process

    def receive(self, *events: Event) -> None:
        """Publish `case.received`, as intake's relay does."""
        with channel_on(self.broker.amqp_uri) as channel:
            for event in events:
                properties = pika.BasicProperties(message_id=event.id, delivery_mode=2)
                channel.basic_publish(EVENTS, f"{event.type}.web", encode(event), properties, mandatory=True)

    def send(self, *replies: Sent) -> None:
        """Publish replies as the agency, under its own name."""
        with channel_on(self.agency_uri) as channel:
            for each in replies:
                properties = pika.BasicProperties(user_id=each.user_id, delivery_mode=2)
                channel.basic_publish(REPLIES, each.routing_key, each.body, properties, mandatory=True)

    def send_back(self, sent: Sent) -> None:
        """Put a message on routing's queue as if it came back from the retry ladder."""
        headers = {"x-routing-key": sent.routing_key}
        if sent.user_id:
            headers["x-user-id"] = sent.user_id
        with channel_on(self.broker.amqp_uri) as channel:
            channel.basic_publish("", "routing.replies", sent.body, pika.BasicProperties(headers=headers))

    def told(self) -> Event:
        """Return the next event on the agency's own queue, read with its own login."""
        return decode(self.next_on(f"agency.{self.agency}", self.agency_uri)[1])

    def next_on(self, queue: str, uri: str | None = None) -> tuple[dict[str, Any], bytes]:
        """Return headers and body of the next message on a queue."""
        with channel_on(uri or self.broker.amqp_uri) as channel:

            def get() -> Any:
                method, properties, body = channel.basic_get(queue, auto_ack=True)
                return method and (properties.headers or {}, body)

            found: tuple[dict[str, Any], bytes] = eventually(get, message=f"something on {queue}")
            return found

    def case(self, code: str) -> dict[str, Any] | None:
        """Return a case as it is stored."""
        return self.mongo.database("routing").cases.find_one({"_id": code})


@contextmanager
def channel_on(uri: str) -> Iterator[Any]:
    with pika.BlockingConnection(pika.URLParameters(uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        yield channel


@pytest.fixture
def stage(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Stage]:
    """Topology, catalogue and agency are there; nothing runs yet."""
    declare.apply(broker.amqp_uri)
    # Broker users belong to the whole server, where other runs may be at work: a name of its own for each.
    slug = f"so-thu-{secrets.token_hex(4)}"
    put_in_force(mongo, slug)
    admin = BrokerAdmin(BrokerApi(broker.api, broker.vhost))
    password = admin.connect(slug)
    parts = urlsplit(broker.amqp_uri)
    uri = f"amqp://{user_name(slug)}:{password}@{parts.hostname}:{parts.port}{parts.path}"
    try:
        yield Stage(broker, mongo, start, slug, uri)
    finally:
        admin.disconnect(slug)


@pytest.fixture
def closed_for_forwarding(stage: Stage) -> None:
    """A catalogue by which nothing is forwarded today nor on the next two days."""
    later = (datetime.now(VIETNAM) + timedelta(days=3)).weekday()
    forwarding = {WEEKDAYS[later]: [["07:00", "11:00"]]}
    put_in_force(stage.mongo, stage.agency, version=2, calendar={**catalogs.CALENDAR, "forwarding": forwarding})


def put_in_force(mongo: Mongo, slug: str, version: int = 1, **changes: Any) -> None:
    base = catalogs.snapshot()
    snapshot = catalogs.snapshot(
        agencies=[*base["agencies"], catalogs.agency(slug, "Sở thử nghiệm")],
        rules=[catalogs.rule("thu", 1, slug, category=["y-te"]), *base["rules"]],
        **changes,
    )
    versions = MongoCatalogs(mongo.database("routing"))
    versions.prepare()
    data = CatalogChanged(version=version, province="gialai", catalog=snapshot)
    versions.add(version, snapshot, NOON, Event.of(data, source="/routing", subject="gialai", at=NOON))
