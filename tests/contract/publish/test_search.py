"""Searching in memory and on MongoDB keeps the same promises; on MongoDB also what only a database can break."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.publish.adapters.mongo_cases import MongoCases
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.mongo_public import MongoPublicCases
from services.publish.adapters.search import in_order
from services.publish.wiring.editing import editing_store
from services.publish.wiring.search import search_store
from tests.contract.publish.search_suite import OTHER, THIRD, SearchContract
from tests.contract.publish.suites import CasesContract
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import CODE, NOON, Portal, a_case, settings
from tests.unit.publish.memory_search import memory_search


class TestMemorySearch(SearchContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        portal = Portal()
        self.app, self.search = portal.app, memory_search(portal.cases)


@pytest.mark.integration
class TestMongoSearch(SearchContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.search = search_store(self.database)
        self.app = _on(self.database, self.search)

    def test_no_word_of_a_text_that_is_gone_stays_in_the_database(self) -> None:
        self.publish(answer="Đã gọi anh Xuân, 0905.")
        self.indexed()
        self.app.on_cases([a_case().answered(2, answer="Đã gọi.")])
        self.indexed()
        left = [each["_id"] for name in ("search_words", "vocabulary") for each in self.database[name].find()]
        assert left and not [each for each in left if "xuan" in each or "xuân" in each or "0905" in each]
        assert "xuan" not in str(list(self.database["cases"].find({}, {"search_gone": 1})))

    def test_a_process_that_died_between_two_writes_leaves_nothing_undone(self) -> None:
        self.publish()
        before = self.database["cases"].find_one({"_id": CODE})
        self.indexed()
        self.database["cases"].update_one({"_id": CODE}, {"$set": {"search_due": True}})
        self.indexed()
        assert self.found() == [CODE]
        self.database["cases"].update_one({"_id": CODE}, {"$unset": {"search_no": ""}, "$set": {"search_due": True}})
        self.indexed()
        assert before and self.found() == [CODE]

    def test_a_case_that_changes_while_it_is_indexed_is_indexed_again(self) -> None:
        self.publish(answer="Đã thay bóng.")
        index = self.search.index
        read = index._unchanged  # type: ignore[attr-defined]

        def changed_meanwhile(documents: Any) -> Any:
            self.app.on_cases([a_case().answered(2, answer="Đã sửa cột.")])
            index._unchanged = read  # type: ignore[attr-defined]
            return read(documents)

        index._unchanged = changed_meanwhile  # type: ignore[attr-defined]
        self.indexed()
        assert self.found("bong") == []
        self.indexed()
        assert (self.found("cot"), self.found("bong")) == ([CODE], [])

    def test_cases_stored_by_an_older_version_are_found_and_counted(self) -> None:
        for code in (CODE, OTHER, THIRD):
            self.publish(code)
        older = {"$unset": {"search_due": "", "on_time": "", "open": ""}}
        self.database["cases"].update_many({}, older)
        self.database["answered_days"].delete_many({})
        self.indexed()
        self.indexed()
        assert sorted(self.found()) == sorted([CODE, OTHER, THIRD])
        counts = MongoCounts(self.database, settled_ms=0)
        assert counts.count_marked(9) == 1
        assert [(each.answered, each.on_time) for each in counts.months()] == [(3, 3)]

    def test_a_day_with_very_many_cases_is_gone_through_in_its_order(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(in_order, "MANY", 2)
        codes = [f"26112300000{number:02}" for number in range(5)]
        for number, code in enumerate(codes):
            self.publish(code, NOON + timedelta(minutes=number))
        self.indexed()
        assert self.found() == codes[::-1]

    def test_days_are_counted_once_their_writes_have_settled(self) -> None:
        self.publish()
        self.publish(OTHER, NOON - timedelta(days=30), on_time=False)
        self.app.on_cases([a_case(THIRD).received()])
        assert MongoCounts(self.database, settled_ms=60_000).count_marked(9) == 0
        counts = MongoCounts(self.database, settled_ms=0)
        assert (counts.count_marked(9), counts.count_marked(9), counts.open_now()) == (2, 0, 1)
        assert sorted((each.answered, each.on_time) for each in counts.months()) == [(1, 0), (1, 1)]


def _on(database: Any, search: Any) -> Any:
    suite = CasesContract()
    suite.cases, suite.published, suite.search = MongoCases(database), MongoPublicCases(database), search
    suite.editing = editing_store(database, settings(), FixedClock(NOON))
    return suite.application()
