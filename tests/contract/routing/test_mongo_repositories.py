"""The real repositories on a real replica set keep the contract."""

import pytest
from pymongo import MongoClient

from services.kit.events import decode
from services.kit.storage.pending import PendingOutbox
from services.routing.adapters.mongo_accounts import MongoAccountBook
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_rejections import MongoRejections
from tests.contract.routing import repositories_contract as contract
from tests.unit.routing.builders import received

pytestmark = pytest.mark.integration


@pytest.fixture
def database(shared_mongo, request):
    name = f"{shared_mongo.prefix}{abs(hash(request.node.nodeid))}"
    with MongoClient(shared_mongo.uri, tz_aware=True, w="majority") as client:
        yield client[name]
        client.drop_database(name)


def prepared(repository):
    repository.prepare()
    repository.prepare()  # safe to repeat
    return repository


def outbox(database, collection):
    """Return the events that wait in a collection, oldest case first."""
    found = database[collection].find({"outbox.0": {"$exists": True}}, sort=[("_id", 1)])
    return [decode(entry["body"]) for document in found for entry in document["outbox"]]


class TestMongoCases(contract.CasesContract):
    @pytest.fixture
    def cases(self, database):
        return prepared(MongoCases(database))

    @pytest.fixture
    def rejections(self, database):
        return prepared(MongoRejections(database))

    @pytest.fixture
    def told(self, database):
        return lambda: [event.type for event in outbox(database, "cases")]

    def test_the_relay_finds_what_waits(self, database, cases):
        self.route(cases, received(1))
        pending = PendingOutbox(database)
        pending.look_for_collections()
        [waiting] = pending.waiting()
        assert waiting.key == "case.routed.ubnd-phuong-pleiku"

    def test_what_the_relay_took_out_does_not_come_back_with_a_later_change(self, database, cases, one):
        database.cases.update_one({"_id": one.code}, {"$set": {"outbox": []}})
        cases.save([contract.carry_out(contract.Accept(), one, contract.WARD, contract.act("a"), contract.MEANS)])
        assert [event.type for event in outbox(database, "cases")] == ["case.accepted"]

    @pytest.mark.parametrize(
        "query",
        [
            {"state": "triage"},
            {"agency": "so-y-te"},
            {},
        ],
    )
    def test_lists_use_an_index_for_finding_and_for_sorting(self, database, cases, query):
        self.route(cases, *(received(n) for n in range(20)))
        sort = {"submission.received_at": -1, "_id": -1}
        plan = database.command("explain", {"find": "cases", "filter": query, "sort": sort, "limit": 5})
        stages = str(plan["queryPlanner"]["winningPlan"])
        assert "IXSCAN" in stages and "SORT'" not in stages and "COLLSCAN" not in stages


class TestMongoRejections(contract.RejectionsContract):
    @pytest.fixture
    def rejections(self, database):
        return prepared(MongoRejections(database))

    @pytest.fixture
    def refused(self, database):
        return lambda: [event.data.slug for event in outbox(database, "rejections")]


class TestMongoCatalogs(contract.CatalogsContract):
    @pytest.fixture
    def catalogs(self, database):
        return prepared(MongoCatalogs(database))

    @pytest.fixture
    def spread(self, database):
        return lambda: [event.data.version for event in outbox(database, "catalog")]


class TestMongoAccountBook(contract.AccountBookContract):
    @pytest.fixture
    def book(self, database):
        return prepared(MongoAccountBook(database))

    @pytest.fixture
    def spread(self, database):
        return lambda: [(event.data.name, event.data.active) for event in outbox(database, "accounts")]
