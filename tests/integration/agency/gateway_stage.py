"""Routing and the relay on real servers, with agencies that fetch by HTTP or are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pika
import requests

from services.kit.clock import SystemClock
from services.kit.events import CatalogChanged, Event, encode
from services.kit.messaging.topology import EVENTS
from services.routing.adapters.mongo_agency_connections import MongoAgencyConnections
from services.routing.adapters.mongo_agency_messages import MongoAgencyMessages
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.usecases.gateway.connect_agency import ConnectAgency, Shown
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.routing import catalogs
from tests.unit.routing.builders import NOON

PLACE = "services.routing.entrypoints:Routing"
RELAY = "services.kit.messaging.relay"
SETTINGS = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test", "WEBHOOKS_INSECURE": "yes"}


@dataclass
class GatewayStage:
    """The test's own hands. `url` is where routing's site is, once it runs."""

    broker: Broker
    mongo: Mongo
    start: Start
    url: str = ""
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def connect(self) -> ConnectAgency:
        """Return what connects agencies, as the command has it."""
        database = self.mongo.database("routing")
        return ConnectAgency(
            MongoAgencyConnections(database), MongoAgencyMessages(database), SystemClock(), insecure=True
        )

    def add(self, agency: str, delivery: str, url: str | None = None) -> Shown:
        """Connect an agency and remember its key."""
        shown = self.connect.add(agency, delivery, url)
        self.keys[agency] = shown.key or ""
        return shown

    @contextmanager
    def running(self, **settings: str) -> Iterator[None]:
        """Run routing and the relay."""
        with ExitStack() as stack:
            process = stack.enter_context(self.start(PLACE, **{**SETTINGS, **settings}))
            self.url = process.url
            stack.enter_context(self.start(RELAY, RELAY_DATABASES="routing"))
            yield

    def publish(self, event: Event, key: str) -> None:
        """Publish an event with `<type>.<key>` as its routing key."""
        self.publish_raw(f"{event.type}.{key}", encode(event))

    def publish_raw(self, routing_key: str, body: bytes) -> None:
        """Publish bytes."""
        with pika.BlockingConnection(pika.URLParameters(self.broker.amqp_uri)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            channel.basic_publish(EVENTS, routing_key, body, pika.BasicProperties(delivery_mode=2), mandatory=True)

    def call(self, agency: str, method: str, path: str, **more: Any) -> requests.Response:
        """Call the agencies' API with an agency's key."""
        headers = {"Authorization": f"Bearer {self.keys[agency]}", **more.pop("headers", {})}
        return requests.request(method, f"{self.url}/api/agency{path}", headers=headers, timeout=40, **more)

    def fetch(self, agency: str, **query: Any) -> list[dict[str, Any]]:
        """Fetch what waits."""
        answer = self.call(agency, "GET", "/messages", params=query)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found

    def reply(self, agency: str, event: dict[str, Any] | bytes) -> requests.Response:
        """Send a reply by HTTP."""
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        return self.call(
            agency, "POST", "/replies", data=body, headers={"Content-Type": "application/cloudevents+json"}
        )


def put_in_force(mongo: Mongo, *slugs: str) -> None:
    """Put a catalogue in force in which the agencies exist; the first gets the cases about health."""
    base = catalogs.snapshot()
    snapshot = catalogs.snapshot(
        agencies=[*base["agencies"], *(catalogs.agency(slug, f"Cơ quan {slug}") for slug in slugs)],
        rules=[catalogs.rule("thu", 1, slugs[0], category=["y-te"]), *base["rules"]],
    )
    versions = MongoCatalogs(mongo.database("routing"))
    versions.prepare()
    data = CatalogChanged(version=1, province="gialai", catalog=snapshot)
    versions.add(1, snapshot, NOON, Event.of(data, source="/routing", subject="gialai", at=NOON))
