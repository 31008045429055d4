"""The archive in MongoDB keeps the promises, and lies in the order it is read in."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from pymongo.database import Database

from services.reporting.adapters import mongo_archive
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.usecases.archiving.ports import Archive
from tests.contract.reporting.archive_contract import AT, ArchiveContract, entry
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration


class TestMongoArchive(ArchiveContract):
    """The same on a real server."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")
        MongoArchive(self.database).ensure_collection()

    def fresh(self) -> Archive:
        """Return an empty archive."""
        self.database["archive"].delete_many({})
        return MongoArchive(self.database)

    def test_making_it_ready_twice_changes_nothing(self) -> None:
        MongoArchive(self.database).ensure_collection()
        assert [each["name"] for each in self.database["archive"].list_indexes()] == ["_id_", "recorded"]

    def test_a_sweep_sorts_nothing_and_a_look_up_reads_nothing_else(self) -> None:
        self.fresh().append([entry("A", f"26110200000{number:02d}") for number in range(50)])
        looked_up = self.explained({"_id": {"$gte": "2611020000007\x1f", "$lt": "2611020000007 "}}, {"_id": 1})
        assert looked_up["executionStats"]["totalDocsExamined"] <= 3  # the neighbours are the borders
        swept = self.explained({"at": {"$lt": AT}}, {"_id": 1})
        assert "SORT" not in str(swept["queryPlanner"]["winningPlan"])

    def explained(self, wanted: dict[str, Any], order: dict[str, int]) -> dict[str, Any]:
        """Return how the server finds entries."""
        find = {"find": "archive", "filter": wanted, "sort": order, "hint": {"_id": 1}}
        return self.database.command("explain", find, verbosity="executionStats")


def test_no_line_of_it_changes_or_removes_what_is_kept() -> None:
    source = inspect.getsource(mongo_archive)
    assert not [word for word in ("update", "replace", "delete", "drop", "remove(", "rename") if f".{word}" in source]
