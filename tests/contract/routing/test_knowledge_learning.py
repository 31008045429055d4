"""What is learnt from answers, in memory and in MongoDB: each case counts once, in all proposals together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.events import CatalogChanged, Event
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.domain.knowledge.proposal import Proposal, Proposed, Standing
from services.routing.usecases.knowledge import Proposals, Uses
from services.routing.usecases.requests import Answer
from services.routing.wiring import Application, build
from services.routing.wiring.knowledge import KnowledgeStore, knowledge_store, prepare
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import CITIZEN, NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.knowledge.entries import OPERATOR
from tests.unit.routing.knowledge.fakes import MemoryKnowledge, memory_store
from tests.unit.routing.site import SETTINGS

ASKED = Proposed(case="1", question="Tách thửa đất nộp ở đâu", answer="Ở xã.", category="y-te", area=None, at=NOON)
FIRST = Proposal(
    id="p1",
    question=ASKED.question,
    answer=ASKED.answer,
    category="y-te",
    area=None,
    words=ASKED.words,
    count=1,
    first_at=NOON,
    last_at=NOON,
)
UNTIL = NOON + timedelta(days=36_500)


class LearningContract:
    """Uses and proposals."""

    store: KnowledgeStore

    @property
    def proposals(self) -> Proposals:
        return self.store.proposals

    @property
    def uses(self) -> Uses:
        return self.store.uses

    def test_a_proposal_comes_back_as_it_was_stored(self) -> None:
        self.proposals.add(FIRST, "1", UNTIL)
        assert self.proposals.get("p1") == FIRST
        assert list(self.proposals.like(ASKED)) == [FIRST]
        assert self.proposals.list(Standing.OPEN, 0, 10) == ([FIRST], 1)
        assert self.proposals.get("p2") is None

    def test_only_the_same_category_with_words_in_common_is_like(self) -> None:
        self.proposals.add(FIRST, "1", UNTIL)
        assert list(self.proposals.like(replace(ASKED, category=None))) == []
        assert list(self.proposals.like(replace(ASKED, question="Lịch tiêm vắc xin"))) == []

    def test_a_case_counts_once_in_all_proposals_together(self) -> None:
        self.proposals.add(FIRST, "1", UNTIL)
        self.proposals.add(replace(FIRST, id="p2"), "1", UNTIL)
        self.proposals.add(replace(FIRST, id="p3"), "3", UNTIL)
        for _ in range(2):
            self.proposals.join("p1", replace(ASKED, case="2"), UNTIL)
            self.proposals.join("p1", replace(ASKED, case="3"), UNTIL)
        found, total = self.proposals.list(Standing.OPEN, 0, 10)
        assert ([(each.id, each.count) for each in found], total) == ([("p1", 2), ("p3", 1)], 2)

    def test_the_newest_answer_stands_in_whatever_order_they_come(self) -> None:
        self.proposals.add(FIRST, "1", UNTIL)
        late, early = NOON + timedelta(hours=2), NOON + timedelta(hours=1)
        self.proposals.join("p1", replace(ASKED, case="2", answer="Mới nhất.", at=late), UNTIL)
        self.proposals.join("p1", replace(ASKED, case="3", answer="Cũ hơn.", at=early), UNTIL)
        found = self.proposals.get("p1")
        assert found and (found.answer, found.last_at, found.count) == ("Mới nhất.", late, 3)

    def test_a_proposal_is_settled_once(self) -> None:
        self.proposals.add(FIRST, "1", UNTIL)
        assert self.proposals.settle("p1", Standing.DRAFTED, "desk:bien-tap", "tach-thua")
        assert not self.proposals.settle("p1", Standing.DISMISSED, "desk:khac", None)
        found = self.proposals.get("p1")
        assert found and (found.standing, found.entry) == (Standing.DRAFTED, "tach-thua")

    def test_an_answer_is_counted_once_for_each_of_its_entries(self) -> None:
        for _ in range(2):
            self.uses.keep("1", NOON, ("a", "b"))
        self.uses.keep("1", NOON + timedelta(hours=1), ("a",))  # reopened, and answered again
        assert self.uses.counts(["a", "b", "c"]) == {"a": 2, "b": 1}


class TestMemoryLearning(LearningContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.store = memory_store(MemoryKnowledge())


@pytest.mark.integration
class TestMongoLearning(LearningContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.mongo, database = mongo, mongo.database("routing")
        prepare(database)
        self.store = knowledge_store(database)

    def application(self) -> Application:
        return build(SETTINGS, database=self.mongo.database("routing"), clock=FixedClock(NOON))

    def test_answers_of_the_centre_are_found_by_when_they_were_given(self) -> None:
        data = CatalogChanged(version=1, province="gialai", catalog=snapshot())
        event = Event.of(data, source="/routing", subject="gialai", at=NOON)
        MongoCatalogs(self.mongo.database("routing")).add(1, snapshot(), NOON, event)
        application = self.application()
        application.route_cases([received(n, category=None, area=None, contact=CITIZEN) for n in (1, 2, 3)])
        for number, sources in ((1, ()), (2, ("khai-sinh",))):
            application.act_on_case(code(number), Answer("Nộp ở xã.", "explained", sources=sources), OPERATOR)
        assert application.knowledge
        for _ in range(2):
            application.knowledge.learn()
        found, total = self.proposals.list(Standing.OPEN, 0, 10)
        assert (total, found[0].count) == (1, 1)
        assert self.uses.counts(["khai-sinh"]) == {"khai-sinh": 1}
        seen = self.store.answered.seen_until()
        self.store.answered.saw(NOON - timedelta(days=1))
        assert self.store.answered.seen_until() == seen
