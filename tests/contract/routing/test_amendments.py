"""Amendments and versions in memory and in MongoDB keep the same promises."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.routing.adapters.mongo_amendments import MongoAmendments, MongoHoldings
from services.routing.adapters.mongo_audit import MongoAudit
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.domain.amending.acts import proposed
from services.routing.usecases.auditing import AuditSearch
from tests.contract.routing.amendments_contract import AmendmentsContract
from tests.servers.mongo import Mongo
from tests.unit.routing.amending.fakes import MemoryAmendments, MemoryVersions
from tests.unit.routing.builders import NOON


class TestMemoryAmendments(AmendmentsContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.amendments, self.versions = MemoryAmendments(), MemoryVersions()


@pytest.mark.integration
class TestMongoAmendments(AmendmentsContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("routing")
        self.amendments, self.versions = MongoAmendments(self.database), MongoCatalogs(self.database)
        self.amendments.prepare()
        self.versions.prepare()

    def test_killed_before_the_next_version_is_there_the_one_in_force_is_listed_once(self) -> None:
        self.put(1, "một")
        self.put(3, "ba")  # keeps nothing, for 2 is not in force
        self.put(2, "hai")
        self.database["catalog_versions"].insert_one({"_id": 2, "version": 2, "catalog": {}, "loaded_at": None})
        assert [each.number for each in self.versions.history()] == [2, 1]

    def test_the_loader_s_versions_of_before_have_no_origin(self) -> None:
        self.put(1, "một")
        self.database["catalog"].update_one({}, {"$unset": {"origin": 1}})
        self.put(2, "hai")
        assert [each.origin for each in self.versions.history()] == [None, None]

    def test_open_cases_are_counted_by_what_they_name(self) -> None:
        cases = [("a", "routed"), ("a", "accepted"), ("a", "answered"), ("b", "merged"), ("c", "triage")]
        self.database["cases"].insert_many([{"agency": agency, "state": state} for agency, state in cases])
        holdings = MongoHoldings(self.database)
        assert holdings.count("agency", ["a", "b"]) == {"a": 2}
        assert holdings.count("agency", []) == {}

    def test_what_was_done_to_the_catalogue_stands_in_the_record(self) -> None:
        one = proposed(self.draft(), "vì sao", "desk:b", NOON + timedelta(minutes=1))
        self.amendments.add(one)
        trail = MongoAudit(self.database)
        found = trail.find(AuditSearch())
        assert [(each.who, each.what, each.about, each.note) for each in found] == [
            ("b", "catalogue-proposed", "1", "vì sao"),
            ("a", "catalogue-drafted", "1", "vì sao"),
        ]
        assert [each.who for each in trail.find(AuditSearch(person="a", kind="catalogue"))] == ["a"]
        assert trail.find(AuditSearch(kind="accounts")) == []
