"""The composition of the gateway: what waits for agencies' own systems, and whether they are there."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.commands.broker_api import BrokerApi, vhost_of
from services.kit.settings import CommonSettings
from services.kit.storage.leases import MongoLeases
from services.routing.adapters.broker_queues import BrokerQueues
from services.routing.adapters.desk_observer import DeskObserver
from services.routing.adapters.mongo_agency_connections import MongoAgencyConnections
from services.routing.adapters.mongo_agency_messages import MongoAgencyMessages
from services.routing.adapters.mongo_agency_presences import MongoAgencyPresences
from services.routing.adapters.mongo_refusals import MongoRefusals
from services.routing.domain.gateway.presence import Patience
from services.routing.settings import RoutingSettings
from services.routing.settings.gateway import GatewaySettings
from services.routing.usecases.gateway.acknowledge_messages import AcknowledgeMessages
from services.routing.usecases.gateway.connect_agency import ConnectAgency
from services.routing.usecases.gateway.deliver_messages import DeliverMessages
from services.routing.usecases.gateway.fetch_messages import FetchMessages
from services.routing.usecases.gateway.find_presences import FindPresences
from services.routing.usecases.gateway.keep_messages import KeepMessages
from services.routing.usecases.gateway.observe_heaps import ObserveHeaps
from services.routing.usecases.gateway.ports import (
    Caller,
    Connections,
    Leases,
    Messages,
    NotTaken,
    Observer,
    Presences,
    Spawn,
)
from services.routing.usecases.gateway.take_reply import Refusals, TakeReply
from services.routing.usecases.gateway.watch_presence import WatchPresence
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.take_replies import TakeReplies


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayStore:
    """The adapters. `desk` looks at agencies without a system of their own."""

    connections: Connections
    messages: Messages
    presences: Presences
    refusals: Refusals
    leases: Leases
    desk: Observer


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """What can be done."""

    connect: ConnectAgency
    keep_messages: KeepMessages
    fetch_messages: FetchMessages
    acknowledge_messages: AcknowledgeMessages
    take_reply: TakeReply
    deliver_messages: DeliverMessages
    watch_presence: WatchPresence
    find_presences: FindPresences
    store: GatewayStore
    rate: str


def gateway_store(database: Database[Any]) -> GatewayStore:
    """Return the adapters on a database."""
    return GatewayStore(
        connections=MongoAgencyConnections(database),
        messages=MongoAgencyMessages(database),
        presences=MongoAgencyPresences(database),
        refusals=MongoRefusals(database),
        leases=MongoLeases(database),
        desk=DeskObserver(database),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    for each in (MongoAgencyConnections(database), MongoAgencyMessages(database), MongoAgencyPresences(database)):
        each.prepare()


def build_gateway(
    settings: CommonSettings,
    store: GatewayStore,
    clock: Clock,
    catalogs: Catalogs,
    take_replies: TakeReplies,
    *,
    call: Caller | None = None,
    spawn: Spawn | None = None,
) -> Gateway:
    """Return the use cases. Commands, which have common settings only, call nobody and watch nobody."""
    own = settings.gateway if isinstance(settings, RoutingSettings) else GatewaySettings()
    connections, messages = store.connections, store.messages
    return Gateway(
        connect=ConnectAgency(connections, messages, clock, own.insecure),
        keep_messages=KeepMessages(connections, messages, clock),
        fetch_messages=FetchMessages(messages, time.sleep, time.monotonic),
        acknowledge_messages=AcknowledgeMessages(messages, clock),
        take_reply=TakeReply(take_replies, store.refusals),
        deliver_messages=DeliverMessages(
            connections,
            messages,
            store.leases,
            call or (_caller(own) if isinstance(settings, RoutingSettings) else _nobody),
            clock,
            random.random,
            spawn or _beside,
        ),
        watch_presence=WatchPresence(
            _observers(settings.amqp_uri, own, store),
            store.presences,
            catalogs,
            store.leases,
            clock,
            Patience(offline=own.offline_minutes, desk=own.desk_minutes, escalate=own.escalate_minutes),
        ),
        find_presences=FindPresences(store.presences),
        store=store,
        rate=own.rate,
    )


def _observers(amqp_uri: str, own: GatewaySettings, store: GatewayStore) -> Sequence[Observer]:
    """An agency that has a system of its own is judged by it; the others by their desk."""
    queues = [BrokerQueues(BrokerApi(own.monitor, vhost_of(amqp_uri)))] if own.monitor else []
    return (ObserveHeaps(store.connections, store.messages), *queues, store.desk)


def _caller(own: GatewaySettings) -> Caller:
    """Imported here: it knows eventlet, which has no business in commands."""
    from services.routing.adapters.webhook_calls import WebhookCalls

    return WebhookCalls(insecure=own.insecure)


def _nobody(*_: object) -> NotTaken:
    return NotTaken("commands-call-nobody")


def _beside(work: Callable[[], None]) -> None:
    """In the process, which eventlet has patched, this is a green thread."""
    threading.Thread(target=work, daemon=True).start()
