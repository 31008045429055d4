"""The stores of the gateway, in memory and in MongoDB, keep the same promises."""

from __future__ import annotations

import pytest

from services.routing.wiring.gateway import gateway_store, prepare
from tests.contract.routing.gateway_contract import ConnectionsContract, MessagesContract, PresencesContract
from tests.servers.mongo import Mongo
from tests.unit.routing.gateway.fakes import MemoryConnections, MemoryMessages, MemoryPresences


class TestMemoryMessages(MessagesContract):
    @pytest.fixture
    def messages(self):
        return MemoryMessages()


class TestMemoryConnections(ConnectionsContract):
    @pytest.fixture
    def connections(self):
        return MemoryConnections()


class TestMemoryPresences(PresencesContract):
    @pytest.fixture
    def presences(self):
        return MemoryPresences()


@pytest.fixture
def store(mongo: Mongo):
    prepare(mongo.database("routing"))
    prepare(mongo.database("routing"))  # safe to repeat
    return gateway_store(mongo.database("routing"))


@pytest.mark.integration
class TestMongoMessages(MessagesContract):
    @pytest.fixture
    def messages(self, store):
        return store.messages

    def test_finding_what_waits_or_is_due_reads_no_more_than_it_gives(self, messages, mongo: Mongo):
        for find in ({"agency": "xa", "open": True}, {"agency": "xa", "open": True, "next_at": {"$lte": 0}}):
            plan = mongo.database("routing").agency_messages.find(find).sort("position").explain()
            assert "waiting" in str(plan["queryPlanner"]["winningPlan"])


@pytest.mark.integration
class TestMongoConnections(ConnectionsContract):
    @pytest.fixture
    def connections(self, store):
        return store.connections


@pytest.mark.integration
class TestMongoPresences(PresencesContract):
    @pytest.fixture
    def presences(self, store):
        return store.presences
