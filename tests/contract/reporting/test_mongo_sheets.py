"""The keeper in MongoDB keeps the promises, together with the columns that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from pymongo.database import Database

from services.kit.events import Event
from services.kit.failures import Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.adapters.columns.following import PORTION, Follower, read_once
from services.reporting.adapters.fact_documents import sheet_of, whole_document_of
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.domain.counting import Counted
from services.reporting.domain.late import LateCase
from services.reporting.domain.question import Part, Question
from services.reporting.domain.sheet import CaseFacts
from services.reporting.usecases.record_facts import RecordFacts
from tests.contract.reporting.fact_sheets_contract import QUESTION, FactSheetsContract, Keeper, tally
from tests.servers.mongo import Mongo
from tests.unit.reporting.builders import a_case
from tests.unit.reporting.histories import wild

pytestmark = pytest.mark.integration

AT = datetime(2026, 11, 2, tzinfo=UTC)
STAMP = {"time": AT, "event": "1"}


class Followed:
    """Sheets in MongoDB, and two processes that follow them: one since before there was anything, one that begins."""

    def __init__(self, database: Database[Any]) -> None:
        self.sheets, census = MongoFactSheets(database), Census()
        self.follower = Follower(self.sheets, census)
        self.counts = ColumnCounts(census, self.follower.complaint)
        self.follow()

    def follow(self) -> None:
        """Do what there is to do."""
        while self.follower.turn():
            pass

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge, and let the first process look, or not yet."""
        self.sheets.merge(sheets)
        if len(sheets) % 2:
            self.follow()

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Both count the same."""
        self.follow()
        counted = self.counts.count(question, by)
        assert read_once(self.sheets).count(question, by) == counted
        return counted

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Return the list."""
        return self.counts.late(question, most)


class TestMongoFactSheets(FactSheetsContract):
    """The same formulas in columns."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")
        MongoFactSheets(self.database).ensure_indexes()

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        self.database["facts"].delete_many({})
        return Followed(self.database)

    def test_the_document_of_a_case_holds_nothing_personal(self) -> None:
        self.fresh().merge([a_case("1").received("2026-11-02 08:00").sheet])
        document = self.database["facts"].find_one({"_id": "1"})
        assert document is not None
        assert document["received"].keys() == {
            "time", "event", "at", "channel", "category", "area", "urgency", "kind", "related",
        }  # fmt: skip

    def test_nobody_is_told_half_the_figures(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_case(f"{number:04d}").received("2026-11-02 08:00").sheet for number in range(PORTION + 10)])
        census = Census()
        follower = Follower(MongoFactSheets(self.database), census)
        counts = ColumnCounts(census, follower.complaint)
        follower.turn()
        assert follower.complaint() == f"reading facts: {PORTION} of about {PORTION + 10}"
        with pytest.raises(Retryable):
            counts.count(QUESTION, ())
        follower.turn()
        assert follower.complaint() is None
        assert counts.count(QUESTION, ()).total.tally.received == PORTION + 10

    def test_what_changes_while_a_process_reads_is_not_missed(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_case(f"{number:04d}").received("2026-11-02 08:00").sheet for number in range(1, PORTION + 10)])
        census = Census()
        follower = Follower(MongoFactSheets(self.database), census)
        follower.turn()
        # One that has been read already changes, and one comes that belongs before it.
        answered = a_case("0001").received("2026-11-02 08:00").answered("so-y-te", "2026-11-03 08:00")
        keeper.merge([answered.sheet, a_case("0000").received("2026-11-02 08:00").sheet])
        while follower.turn():
            pass
        found = ColumnCounts(census).count(QUESTION, ()).total.tally
        assert (found.received, found.handled) == (PORTION + 10, 1)

    def test_a_refresh_that_the_database_interrupts_is_taken_up_again(self) -> None:
        keeper = self.fresh()
        assert isinstance(keeper, Followed)
        keeper.sheets.merge([a_case("1").received("2026-11-02 08:00").sheet])
        named, keeper.sheets.named = keeper.sheets.named, _away  # type: ignore[method-assign]
        with pytest.raises(TimeoutError):
            keeper.follower.turn()
        keeper.sheets.named = named  # type: ignore[method-assign]
        assert tally(keeper).received == 1

    def test_what_changed_is_found_in_the_index_alone(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_case(f"{number:04d}").received("2026-11-02 08:00").sheet for number in range(50)])
        explained = self.database["facts"].find({"changed": {"$gte": AT}}, {"_id": 1, "changed": 1}).hint("changed")
        assert explained.explain()["executionStats"]["totalDocsExamined"] == 0

    def test_what_was_stored_before_slots_had_numbers_is_counted(self) -> None:
        keeper = self.fresh()
        received = {**STAMP, "at": AT, "channel": "web", "category": None, "area": None, "urgency": "normal",
                    "kind": "report"}  # fmt: skip
        answered = {**STAMP, "at": AT, "agency": "so-y-te", "on_time": True, "outcome": "fixed", "category": None}
        later = {**STAMP, "at": datetime(2026, 11, 3, tzinfo=UTC)}
        shown = {"published": later, "withheld": {**STAMP, "at": AT, "reason": "private"}}
        self.database["facts"].insert_many([
            {"_id": "1", "received": received, "answered": answered, **shown},
            {"_id": "2", "received": received, "answered": answered, "reopened": later},
            {"_id": "3", "received": received, "answered": {**answered, **later}, "reopened": {**STAMP, "at": AT}},
        ])  # fmt: skip
        found = read_once(MongoFactSheets(self.database)).count(QUESTION, ()).total.tally
        assert (found.received, found.handled, found.open, found.published) == (3, 2, 1, 1)
        again = a_case("2").reopened("2026-11-03 07:00").answered("so-y-te", "2026-11-05 08:00").rated(
            "2026-11-05 08:00", "2026-11-06 08:00"
        )  # fmt: skip
        keeper.merge([again.sheet])
        found = read_once(MongoFactSheets(self.database)).count(QUESTION, ()).total.tally
        assert (found.handled, found.satisfied) == (3, 1)

    @settings(max_examples=60, deadline=None)
    @given(wild)
    def test_a_document_written_whole_is_the_one_that_updates_lead_to(self, events: list[Event]) -> None:
        keeper = self.fresh()
        RecordFacts(keeper)(events)
        for document in self.database["facts"].find({}, {"changed": 0}):
            sheet = sheet_of(document)
            assert whole_document_of(sheet) == document


def _away(_: Sequence[str]) -> list[CaseFacts]:
    raise TimeoutError
