"""An agency that is away is seen: on the broker, by HTTP and at the desk; and when it is back, that is seen too."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pika
import pytest
import requests

from services.kit.clock import FixedClock
from services.kit.commands.broker_api import BrokerApi
from services.kit.commands.broker_users import BrokerUsers
from services.kit.events import decode
from services.kit.messaging.rights import MONITOR, MONITORING
from services.routing.adapters.broker_admin import BrokerAdmin
from services.routing.adapters.broker_queues import BrokerQueues
from services.routing.adapters.file_links import no_links
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.domain.gateway.presence import Patience, Presence
from services.routing.usecases.gateway.acknowledge_messages import AcknowledgeMessages
from services.routing.usecases.gateway.connect_agency import ConnectAgency
from services.routing.usecases.gateway.keep_messages import KeepMessages
from services.routing.usecases.gateway.observe_heaps import ObserveHeaps
from services.routing.usecases.gateway.watch_presence import WatchPresence
from services.routing.usecases.route_cases import RouteCases
from services.routing.wiring.gateway import gateway_store, prepare
from tests.integration.agency.gateway_stage import GatewayStage
from tests.servers.broker import Broker
from tests.unit.routing.builders import NOON, received
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture
def watcher(broker: Broker) -> Iterator[BrokerApi]:
    """The management API as the user that may only look sees it."""
    admin = BrokerApi(broker.api, broker.vhost)
    prefix = f"thu-{secrets.token_hex(4)}."
    users = BrokerUsers(admin, prefix, {MONITOR: MONITORING})
    users.put({MONITOR: "mat-khau"})
    assert users.differences() == []
    parts = urlsplit(broker.api)
    yield BrokerApi(f"http://{quote(users.name(MONITOR))}:mat-khau@{parts.hostname}:{parts.port}", broker.vhost)
    admin.delete("users", users.name(MONITOR))


class Watch:
    """Routing's watcher on the test's servers, with a clock the test moves."""

    def __init__(self, gateway: GatewayStage, queues: BrokerQueues) -> None:
        self.clock, self.database = FixedClock(NOON), gateway.mongo.database("routing")
        prepare(self.database)
        store, catalogs = gateway_store(self.database), MongoCatalogs(self.database)
        self.connect = ConnectAgency(store.connections, store.messages, self.clock)
        self.keep = KeepMessages(store.connections, store.messages, self.clock)
        self.acknowledge = AcknowledgeMessages(store.messages, self.clock)
        self.presences = store.presences
        self.turn = WatchPresence(
            (ObserveHeaps(store.connections, store.messages), queues, store.desk),
            *(store.presences, catalogs, store.leases, self.clock, Patience()),
        )
        cases = MongoCases(self.database)
        cases.prepare()
        self.route = RouteCases(cases, catalogs, self.clock, no_links, at_once=True)

    def at(self, minutes: int) -> dict[str, Presence]:
        """Look at a moment and return where everybody stands."""
        self.clock.at = NOON + timedelta(minutes=minutes)
        self.turn()
        return {each.agency: each for each in self.presences.all()}

    def told(self, agency: str) -> list[bool]:
        """Return what was told of an agency: online or not, in order."""
        document = self.database.agency_presence.find_one({"_id": agency}) or {}
        return [decode(entry["body"]).data.online for entry in document.get("outbox", ())]


def test_an_agency_on_the_broker_goes_and_comes_back(gateway: GatewayStage, broker: Broker, watcher: BrokerApi) -> None:
    admin, slug = BrokerAdmin(BrokerApi(broker.api, broker.vhost)), f"so-thu-{secrets.token_hex(4)}"
    password = admin.connect(slug)
    watch = Watch(gateway, BrokerQueues(watcher))
    try:
        assert watch.at(0)[slug].online
        gateway.publish_raw(f"case.routed.{slug}", b"{}")
        eventually(lambda: seen(watch, slug).waiting == 1, within=30)
        assert watch.at(1)[slug].online
        assert watch.at(20)[slug].online
        away = watch.at(60)[slug]
        assert (away.online, away.waiting, away.escalated_at) == (False, 1, None)
        assert watch.at(100)[slug].escalated_at is not None
        assert watch.told(slug) == [False]
        parts = urlsplit(broker.amqp_uri)
        own = f"amqp://agency.{slug}:{password}@{parts.hostname}:{parts.port}{parts.path}"
        with pika.BlockingConnection(pika.URLParameters(own)) as connection:
            connection.channel().basic_get(f"agency.{slug}", auto_ack=True)
        eventually(lambda: seen(watch, slug).waiting == 0, within=30)
        back = watch.at(101)[slug]
        assert (back.online, back.waiting, back.escalated_at) == (True, 0, None)
        assert back.last_seen_at == watch.clock.at
        assert watch.told(slug) == [False, True]
    finally:
        admin.disconnect(slug)


def seen(watch: Watch, slug: str) -> Any:
    """Return what the broker says; its counts are some seconds old."""
    return next(each for each in watch.turn.observers[1](datetime.now().astimezone()) if each.agency == slug)


def test_who_may_look_may_do_nothing_else(gateway: GatewayStage, broker: Broker, watcher: BrokerApi) -> None:
    gateway.publish_raw("case.routed.x", json.dumps({"id": "1"}).encode())
    letter = {"payload": "x", "payload_encoding": "string", "properties": {}, "routing_key": "case.received.x"}
    look = {"count": 1, "ackmode": "ack_requeue_true", "encoding": "auto"}
    for path, body in (
        (("queues", broker.vhost, "routing.gateway", "get"), look),
        (("exchanges", broker.vhost, "cases", "publish"), letter),
        (("users", "ke-gian"), {"password": "x", "tags": "administrator"}),
    ):
        with pytest.raises(requests.HTTPError) as refused:
            (watcher.put if path[0] == "users" else watcher.post)(*path, body=body)
        assert refused.value.response.status_code in {400, 401}


def test_a_commune_that_fetches_nothing_is_away_until_it_acknowledges(
    gateway: GatewayStage, watcher: BrokerApi
) -> None:
    watch = Watch(gateway, BrokerQueues(watcher))
    watch.connect.add("xa-thu", "pull")
    watch.keep([Sent("case.routed.xa-thu", "mot"), Sent("case.routed.xa-thu", "hai")])
    assert watch.at(10)["xa-thu"].online
    assert not watch.at(31)["xa-thu"].online
    watch.acknowledge("xa-thu", ["mot"])
    after = watch.at(32)["xa-thu"]
    assert (after.online, after.waiting) == (True, 1)
    assert watch.told("xa-thu") == [False, True]


class Sent:
    """A message as the broker hands it over."""

    def __init__(self, routing_key: str, id_: str) -> None:
        self.routing_key, self.body = routing_key, json.dumps({"id": id_}).encode()


def test_an_agency_at_the_desk_that_accepts_nothing_for_a_working_day_is_away(
    gateway: GatewayStage, watcher: BrokerApi
) -> None:
    watch = Watch(gateway, BrokerQueues(watcher))
    watch.route([received(1, category="y-te")])
    assert watch.at(1)["xa-thu"].online
    # Monday 09:00 to Wednesday 09:00 are eight hours of work: 24 November is a holiday.
    assert watch.at(47 * 60)["xa-thu"].online
    assert not watch.at(49 * 60)["xa-thu"].online


def test_somebody_signed_in_at_the_desk_is_there(gateway: GatewayStage, watcher: BrokerApi) -> None:
    watch = Watch(gateway, BrokerQueues(watcher))
    watch.route([received(1, category="y-te")])
    watch.at(1)
    watch.database.accounts.insert_one({"_id": "can-bo", "agency": "xa-thu"})
    signed_in = NOON + timedelta(minutes=100)
    watch.database.sessions.insert_one({"_id": "s", "account": "can-bo", "seen_at": signed_in})
    assert watch.at(101)["xa-thu"].last_seen_at == signed_in
    assert watch.at(49 * 60)["xa-thu"].online  # a working day from Monday 10:41 on is not over
    watch.database.sessions.drop()
    away = watch.at(51 * 60)["xa-thu"]
    assert (away.online, away.last_seen_at) == (False, signed_in)


def test_of_two_watchers_one_watches(gateway: GatewayStage, watcher: BrokerApi) -> None:
    first, second = Watch(gateway, BrokerQueues(watcher)), Watch(gateway, BrokerQueues(watcher))
    for each in (first, second):
        each.connect.add("xa-thu", "pull")
    first.at(0)
    second.at(0)
    assert second.presences.all()[0].observed_at == NOON
    second.clock.at = NOON + timedelta(minutes=5)
    second.turn()  # the first has not come back for its lease
    assert second.presences.all()[0].observed_at == second.clock.at
