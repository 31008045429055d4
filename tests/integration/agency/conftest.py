"""Two agencies connected to a real broker, as `hotline agency add` connects them."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging import declare
from services.routing.adapters.broker_admin import BrokerAdmin
from services.routing.adapters.broker_admin_rights import user_name
from tests.integration.agency.gateway_stage import GatewayStage, put_in_force
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo


@dataclass(frozen=True)
class Agency:
    """An agency with its own login."""

    slug: str
    amqp_uri: str

    @contextmanager
    def channel(self) -> Iterator[BlockingChannel]:
        """Open a confirming channel as this agency."""
        connection = pika.BlockingConnection(pika.URLParameters(self.amqp_uri))
        channel = connection.channel()
        channel.confirm_delivery()
        try:
            yield channel
        finally:
            connection.close()


@pytest.fixture(scope="module")
def admin(shared_broker: Broker) -> BrokerAdmin:
    """The management API of a broker that has the topology."""
    declare.apply(shared_broker.amqp_uri)
    return BrokerAdmin(BrokerApi(shared_broker.api, shared_broker.vhost))


@pytest.fixture(scope="module")
def agency(admin: BrokerAdmin, shared_broker: Broker) -> Iterator[Agency]:
    """The agency under test."""
    with connected(admin, shared_broker) as agency:
        yield agency


@pytest.fixture(scope="module")
def neighbour(admin: BrokerAdmin, shared_broker: Broker) -> Iterator[Agency]:
    """Another agency, whose cases are none of its business."""
    with connected(admin, shared_broker) as agency:
        yield agency


@contextmanager
def connected(admin: BrokerAdmin, broker: Broker) -> Iterator[Agency]:
    """Connect an agency of a random name: users belong to the whole server, where other runs may be at work."""
    slug = f"so-thu-{secrets.token_hex(4)}"
    try:
        password = admin.connect(slug)
        parts = urlsplit(broker.amqp_uri)
        yield Agency(slug, f"amqp://{user_name(slug)}:{password}@{parts.hostname}:{parts.port}{parts.path}")
    finally:
        admin.disconnect(slug)


@pytest.fixture
def gateway(broker: Broker, mongo: Mongo, start: Start) -> GatewayStage:
    """Topology and catalogue are there; nothing runs yet. `xa-thu` gets what is about health."""
    declare.apply(broker.amqp_uri)
    put_in_force(mongo, "xa-thu", "xa-khac")
    return GatewayStage(broker, mongo, start)
