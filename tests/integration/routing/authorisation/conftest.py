"""The desk as a process on real servers, with two agencies next door to one another: the ward and health."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from services.kit.clock import SystemClock
from services.kit.events import CatalogChanged, Event
from services.kit.messaging import declare
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.wiring import build
from tests.integration.routing.authorisation.neighbours import Neighbours, settled
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.servers.processes import running
from tests.unit.routing.builders import NOON
from tests.unit.routing.case_site import catalog
from tests.unit.routing.site import SETTINGS

PLACE = "services.routing.entrypoints:Routing"
RELAY = "services.kit.messaging.relay"
SECRETS = {"SECRET_KEY": "only-for-this-test", "FILES_KEY": "only-for-this-test"}


@pytest.fixture(scope="module")
def town(shared_broker: Broker, shared_mongo: Mongo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbours]:
    """Routing and the relay run; each agency has its cases."""
    declare.apply(shared_broker.amqp_uri)
    database = shared_mongo.database("routing")
    _put_in_force(MongoCatalogs(database))
    application = build(SETTINGS, database=database, clock=SystemClock())
    application.probes["database"]()
    whole = {**shared_broker.environment(), **shared_mongo.environment(), **SECRETS}
    logs = tmp_path_factory.mktemp("processes")
    with ExitStack() as stack:
        site = stack.enter_context(running(PLACE, whole, logs / "routing.log"))
        stack.enter_context(running(RELAY, {**whole, "RELAY_DATABASES": "routing"}, logs / "relay.log"))
        yield settled(Neighbours(site.url, shared_broker, shared_mongo, application))


def _put_in_force(versions: MongoCatalogs) -> None:
    known = catalog()
    versions.prepare()
    told = CatalogChanged(version=1, province="gialai", catalog=known)
    versions.add(1, known, NOON, Event.of(told, source="/routing", subject="gialai", at=NOON))
