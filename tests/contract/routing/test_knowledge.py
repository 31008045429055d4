"""The knowledge base in memory and in MongoDB keep the same promises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.routing.adapters.mongo_knowledge import MongoKnowledge
from services.routing.domain.knowledge.entry import MOST_REVISIONS, Kind
from services.routing.domain.search_words import sought
from services.routing.usecases.knowledge import Change, Wanted
from services.routing.usecases.knowledge.telling import told
from tests.contract.routing.knowledge_contract import KnowledgeContract
from tests.servers.mongo import Mongo
from tests.unit.routing.knowledge.entries import EDITOR, FAQ
from tests.unit.routing.knowledge.fakes import MemoryKnowledge


class TestMemoryKnowledge(KnowledgeContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.entries = MemoryKnowledge()

    def told_keys(self) -> list[str]:
        return [f"{each.type}.{each.data.kind}" for each in self.entries.told]


@pytest.mark.integration
class TestMongoKnowledge(KnowledgeContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("routing")
        self.entries = MongoKnowledge(self.database)
        self.entries.prepare()

    def told_keys(self) -> list[str]:
        return [each["key"] for found in self.database["knowledge"].find() for each in found["outbox"]]

    def test_a_document_does_not_grow_for_ever(self) -> None:
        knowledge = self.knowledge()
        entry = knowledge.edit.create("cu", Kind.FAQ, FAQ, EDITOR)
        for number in range(MOST_REVISIONS + 3):
            entry = knowledge.edit.change("cu", entry.version, {**FAQ, "body_vi": f"Bản {number}."}, EDITOR)
        assert len(self.entries.revisions("cu")) == MOST_REVISIONS

    def test_what_an_import_stored_is_found_also_where_it_was_killed_before_its_words(self) -> None:
        made = self.knowledge().edit.create("mau", Kind.FAQ, FAQ, EDITOR)
        several = [replace(made, code=f"m{number}") for number in range(3)]
        assert self.entries.save([Change(each, None) for each in several])
        asked = Wanted(sought=sought("tổng đài "))
        assert self.knowledge().find.list(asked).total == 4
        marks = {"$set": {"words_due": True, "words": [], "title_words": []}}
        self.database["knowledge"].update_many({"_id": {"$ne": "mau"}}, marks)
        assert self.knowledge().find.list(asked).total == 1
        assert self.knowledge().index()
        assert not self.knowledge().index()
        assert self.knowledge().find.list(asked).total == 4

    def test_telling_again_what_has_not_left_yet_adds_nothing(self) -> None:
        self.with_all()
        self.entries.tell_again(told)
        assert len(self.told_keys()) == 3
        self.database["knowledge"].update_many({}, {"$set": {"outbox": []}})  # as the relay does
        self.entries.tell_again(told)
        assert len(self.told_keys()) == 3
