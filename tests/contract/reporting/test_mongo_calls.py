"""The keeper in MongoDB keeps the promises, and counts from its index."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from services.reporting.adapters.forecasting.mongo_calls import MongoCalls
from tests.contract.reporting.calls_contract import CALLS, HOUR, NOON, CallsContract, Keeper
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration


class TestMongoCalls(CallsContract):
    """For the province."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")
        MongoCalls(self.database).ensure_indexes()

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        self.database["calls"].delete_many({})
        return MongoCalls(self.database)

    def test_counting_per_quarter_reads_no_document(self) -> None:
        keeper = self.fresh()
        keeper.merge(CALLS)
        keeper.per_quarter(NOON, NOON + HOUR)
        match = {"call.queued_at": {"$gte": NOON, "$lt": NOON + HOUR}, "call.after_hours": False}
        explained = self.database.command(
            "explain",
            {"find": "calls", "filter": match, "hint": "queued", "projection": {"_id": 0, "call.queued_at": 1}},
            verbosity="executionStats",
        )
        assert explained["executionStats"]["totalDocsExamined"] == 0
