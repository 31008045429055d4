"""The keeper in MongoDB keeps the promises, and counts with the index."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from services.reporting.adapters.counting_pipeline import pipeline
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.usecases.ports import FactSheets
from tests.contract.reporting.fact_sheets_contract import EVERY_PART, QUESTION, FactSheetsContract
from tests.servers.mongo import Mongo
from tests.unit.reporting.builders import a_case

pytestmark = pytest.mark.integration


class TestMongoFactSheets(FactSheetsContract):
    """The same formulas in the server's own language."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")
        MongoFactSheets(self.database).ensure_indexes()

    def fresh(self) -> FactSheets:
        """Return an empty keeper."""
        self.database["facts"].delete_many({})
        return MongoFactSheets(self.database)

    def test_a_report_reads_only_what_is_open_or_was_answered_since(self) -> None:
        sheets = self.fresh()
        old = [a_case(f"1{n}").received("2026-09-01 08:00").answered("so-y-te", "2026-09-02 08:00") for n in range(50)]
        new = [a_case(f"2{n}").received("2026-11-02 08:00") for n in range(5)]
        sheets.merge([case.sheet for case in (*old, *new)])
        explained = self.database.command(
            "explain",
            {"aggregate": "facts", "pipeline": pipeline(QUESTION, EVERY_PART), "cursor": {}},
            verbosity="executionStats",
        )
        assert examined(explained) <= 2 * len(new)

    def test_the_document_of_a_case_holds_nothing_personal(self) -> None:
        self.fresh().merge([a_case("1").received("2026-11-02 08:00").sheet])
        document = self.database["facts"].find_one({"_id": "1"})
        assert document is not None
        assert document["received"].keys() == {
            "time", "event", "at", "channel", "category", "area", "urgency", "kind",
        }  # fmt: skip


def examined(explained: Any) -> int:
    """Return how many documents the server read, wherever in the explanation it says so."""
    if isinstance(explained, dict):
        return max([int(explained.get("totalDocsExamined", 0)), *map(examined, explained.values())])
    return max(map(examined, explained), default=0) if isinstance(explained, list) else 0
