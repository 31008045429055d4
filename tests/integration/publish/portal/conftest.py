"""The portal as a process with sixty cases of Gia Lai in it, for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pika
import pytest

from services.kit.events import encode
from services.kit.messaging import declare
from tests.integration.publish.portal import town
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.servers.processes import Process, running
from tests.waiting import eventually

PLACE = "services.publish.entrypoints:Publish"
ENV = {
    "SECRET_KEY": "only-for-this-test",
    "TRACKING_KEY": "only-for-this-test-too",
    "INTAKE_WEB_URL": "http://intake.test/",
    "REPORTING_URL": "http://reporting.test/",
}


@pytest.fixture(scope="module")
def portal(shared_broker: Broker, shared_mongo: Mongo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Ready, and everything is published and can be searched for."""
    declare.apply(shared_broker.amqp_uri)
    _tell(shared_broker)
    log = Path(tmp_path_factory.mktemp("portal")) / "publish.log"
    env = {**shared_broker.environment(), **shared_mongo.environment(), **ENV}
    database = shared_mongo.database("publish")
    with running(PLACE, env, log) as process:
        published = {"public.answered_at": {"$exists": True}}
        eventually(lambda: database["cases"].count_documents(published) == town.CASES, within=30)
        eventually(lambda: not database["cases"].count_documents({"search_due": True}), within=30)
        yield process


def _tell(broker: Broker) -> None:
    with declare.opened(broker.amqp_uri) as channel:
        channel.confirm_delivery()
        persistent = pika.BasicProperties(delivery_mode=2)
        for event in (*town.events(), *town.knowledge()):
            channel.basic_publish("cases", f"{event.type}.test", encode(event), persistent, mandatory=True)
