"""The servers that all other tests stand on."""

import pika
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from deploy.local import mongod
from tests.servers.processes import running
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def test_a_message_travels_through_a_quorum_queue_of_the_fresh_virtual_host(broker):
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("q", durable=True, arguments={"x-queue-type": "quorum"})
        channel.basic_publish("", "q", b"Gia Lai", mandatory=True)
        found = eventually(lambda: channel.basic_get("q", auto_ack=True)[2])
    assert found == b"Gia Lai"


def test_databases_of_a_test_take_majority_writes_and_change_streams(mongo):
    cases = mongo.database("intake").cases
    with cases.watch() as changes:
        cases.insert_one({"_id": 1, "title": "Đèn đường"})
        assert changes.next()["fullDocument"]["title"] == "Đèn đường"


def test_a_test_sees_nothing_of_another_ones_databases(mongo):
    assert not [name for name in mongo.client.list_database_names() if name.startswith(mongo.prefix)]


def test_a_process_that_ends_before_it_is_ready_says_why(tmp_path):
    process = running("no.such.module", {}, tmp_path / "log", within=10)
    with pytest.raises(RuntimeError, match="ended with 1"), process:
        pass


def test_a_service_user_may_write_to_its_own_database_only(local_state):
    """Only the local servers make these users, so this test starts them wherever the others come from."""
    mongod.start(local_state)
    with MongoClient(mongod.uri(local_state, "intake")) as client:
        client.intake.things.insert_one({})
        with pytest.raises(OperationFailure, match="not authorized"):
            client.routing.things.insert_one({})
