"""The ledger in memory and in MongoDB keeps the same promises."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from services.publish.adapters.mongo_cases import MongoCases
from services.publish.adapters.mongo_marks import ENTERED, FIELD
from services.publish.adapters.mongo_public import MongoPublicCases
from services.publish.adapters.mongo_stream import MongoPublishedStream
from services.publish.domain.ledger.chain import NOTHING
from services.publish.wiring import build
from services.publish.wiring.ledger import ledger_store
from tests.contract.publish.ledger_suite import LedgerContract
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import Portal, a_case, settings
from tests.unit.publish.memory import MemoryPublicCases


class TestMemoryLedger(LedgerContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.portal = Portal()
        self.cases = self.portal.cases
        self.published = MemoryPublicCases(self.portal.cases)
        self.store = self.portal.ledger
        self.stream = self.portal.adapters.stream

    def application(self) -> Any:
        return self.portal.app

    def before_there_was_a_ledger(self) -> None:
        self.portal.cases.marks.clear()


@pytest.mark.integration
class TestMongoLedger(LedgerContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.cases, self.published = MongoCases(self.database), MongoPublicCases(self.database)
        self.store, self.stream = ledger_store(self.database), MongoPublishedStream(self.database)
        self.portal = Portal()

    def application(self) -> Any:
        adapters = replace(self.portal.adapters, cases=self.cases, published=self.published, ledger=self.store)
        return build(settings(), adapters, self.portal.clock)

    def before_there_was_a_ledger(self) -> None:
        self.database["cases"].update_many({}, {"$unset": {ENTERED: "", FIELD: ""}})

    def test_two_processes_at_once_make_one_chain_without_gaps(self) -> None:
        codes = [f"261123{number:07d}" for number in range(120)]
        self.application().on_cases([event for code in codes for event in a_case(code).history()])
        ledgers = [self.ledger() for _ in range(4)]

        def sweep(ledger: Any) -> None:
            while self.store.marks.waiting(1):
                ledger.append()

        threads = [threading.Thread(target=sweep, args=(each,)) for each in ledgers]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        entries = self.store.chain.after(0, 1_000)
        assert sorted(each.code for each in entries) == codes
        assert [each.number for each in entries] == list(range(1, 121))
        assert [each.previous for each in entries] == [NOTHING, *(each.hash for each in entries[:-1])]

    def test_every_question_of_the_ledger_has_its_index(self) -> None:
        self.application().on_cases(a_case().history())
        self.entries()
        ledger, cases = self.database["ledger"], self.database["cases"]
        for collection, asked in (
            (ledger, {"code": "1", "_id": {"$lt": 5}}),
            (ledger, {"mark": {"$in": ["1"]}}),
            (ledger, {"time": {"$lt": self.portal.clock.now()}}),
            (ledger, {"kind": "withdrawal", "months": "2026-11"}),
            (cases, {"public.answered_at": {"$exists": True, "$gte": self.portal.clock.now()}}),
        ):
            plan = str(collection.find(asked).explain()["queryPlanner"]["winningPlan"])
            assert "IXSCAN" in plan and "COLLSCAN" not in plan, asked
