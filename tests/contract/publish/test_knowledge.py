"""The portal's knowledge base in memory and in MongoDB keep the same promises."""

from __future__ import annotations

import pytest

from services.publish.adapters.mongo_knowledge import MongoKnowledge
from tests.contract.publish.knowledge_suite import KnowledgeContract
from tests.servers.mongo import Mongo
from tests.unit.publish.memory_knowledge import MemoryKnowledge


class TestMemoryKnowledge(KnowledgeContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.store = MemoryKnowledge()

    def fresh(self) -> MemoryKnowledge:
        return MemoryKnowledge()


@pytest.mark.integration
class TestMongoKnowledge(KnowledgeContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.store = MongoKnowledge(self.database)
        self.store.prepare()

    def fresh(self) -> MongoKnowledge:
        self.database["knowledge"].delete_many({})
        return self.store
