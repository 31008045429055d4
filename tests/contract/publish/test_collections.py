"""The portal's collections in memory and in MongoDB keep the same promises."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from services.kit.clock import FixedClock
from services.publish.adapters.mongo_attempts import MongoAttempts
from services.publish.adapters.mongo_cases import MongoCases
from services.publish.adapters.mongo_public import MongoPublicCases
from services.publish.adapters.mongo_ratings import MongoRatings
from services.publish.wiring.editing import editing_store
from services.publish.wiring.search import search_store
from tests.contract.publish.suites import AttemptsContract, CasesContract, RatingsContract
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import CODE, NOON, a_case, settings
from tests.unit.publish.memory import MemoryAttempts, MemoryCases, MemoryPublicCases, MemoryRatings
from tests.unit.publish.memory_editing import memory_editing
from tests.unit.publish.memory_search import memory_search


class TestMemoryCases(CasesContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.cases = MemoryCases()
        self.published = MemoryPublicCases(self.cases)
        self.search = memory_search(self.cases)
        self.editing = memory_editing(self.cases)

    def told(self) -> list[tuple[str, str]]:
        return [(event.type, f"{event.type}.{key}") for event, key in self.cases.told]


@pytest.mark.integration
class TestMongoCases(CasesContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.cases = MongoCases(self.database)
        self.published = MongoPublicCases(self.database)
        self.search = search_store(self.database)
        self.editing = editing_store(self.database, settings(), FixedClock(NOON))

    def told(self) -> list[tuple[str, str]]:
        entries = [entry for case in self.database["cases"].find() for entry in case["outbox"]]
        return [(entry["type"], entry["key"]) for entry in entries]

    def test_a_projection_never_puts_back_what_the_relay_took_out(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        self.database["cases"].update_one({"_id": CODE}, {"$set": {"outbox": []}})
        app.on_cases([a_case().answered(2)])
        assert len(self.told()) == 1


class TestMemoryAttempts(AttemptsContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.clock = FixedClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.attempts = MemoryAttempts(self.clock)


@pytest.mark.integration
class TestMongoAttempts(AttemptsContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        # Today's time: the server removes what is over by its own clock.
        self.clock = FixedClock(datetime.fromtimestamp(int(time.time()) + 3600, UTC))
        self.attempts = MongoAttempts(mongo.database("publish"), self.clock)


class TestMemoryRatings(RatingsContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.ratings = MemoryRatings()

    def told(self) -> list[str]:
        return [event.data.rating for event in self.ratings.told]


@pytest.mark.integration
class TestMongoRatings(RatingsContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.ratings = MongoRatings(self.database)

    def told(self) -> list[str]:
        entries = [entry for each in self.database["ratings"].find() for entry in each["outbox"]]
        return [entry["key"].rpartition(".")[2] for entry in entries]
