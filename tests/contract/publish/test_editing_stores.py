"""What editing runs on keeps the same promises in memory and in MongoDB."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.kit.clock import FixedClock
from services.publish.adapters.mongo_cases import MongoCases
from services.publish.domain.case import Case
from services.publish.domain.position import Position
from services.publish.usecases.editing import Asked, Drawing, Look
from services.publish.usecases.ports import Cases, Change, Stored
from services.publish.wiring.editing import EditingStore, editing_store
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import CONDUCT, NOON, Portal, a_case, settings
from tests.unit.publish.memory import MemoryCases
from tests.unit.publish.memory_editing import memory_editing

FIRST, SECOND, PRIVATE = "2611231111118", "2611232222227", "2611233333336"
MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DRAWING = Drawing(view=b"a view", thumbnail=b"small", width=4, height=3, card=False)


class EditingContract:
    cases: Cases
    store: EditingStore

    def fill(self) -> None:
        """Store two cases that wait, the second answered later, and one that is private."""
        portal = Portal()
        portal.app.on_cases(a_case(FIRST, category=CONDUCT).history())
        later = a_case(SECOND, category=CONDUCT)
        portal.app.on_cases([later.received(), later.routed(), later.answered(2)])
        portal.app.on_cases(a_case(PRIVATE, private=True).history())
        changes = [Change(Stored(Case(each.case.code)), each.case) for each in portal.cases.stored.values()]
        assert self.cases.save(changes)

    def codes(self, state: str = "waiting", most: int = 10, **narrowed: object) -> list[str]:
        return [each.code for each in self.store.queue.find(Asked(state=state, **narrowed), most)]  # type: ignore[arg-type]

    def test_the_longest_answered_comes_first_and_the_rest_lies_behind_its_place(self) -> None:
        self.fill()
        assert self.codes() == [FIRST, SECOND] and self.codes(most=1) == [FIRST]
        assert self.codes(after=Position(NOON + timedelta(hours=1), FIRST)) == [SECOND]

    def test_the_queue_is_narrowed_and_counted_alike(self) -> None:
        self.fill()
        assert self.codes(category="hanh-chinh") == [FIRST, SECOND] and self.codes(category="hanh") == []
        assert self.codes(agency="so-y-te") == [] and self.codes(state="withheld") == []
        counts = self.store.queue.counts(Asked(state="waiting", agency="ubnd-phuong-pleiku"), 1)
        assert counts == {"waiting": 1, "published": 0, "withheld": 0}

    def test_a_drawing_is_read_in_both_forms_and_gone_when_deleted(self) -> None:
        drawings = self.store.drawings
        drawings.keep("one", FIRST, DRAWING, MOMENT)
        assert (drawings.read("one", small=False), drawings.read("one", small=True)) == (b"a view", b"small")
        for _ in range(2):
            drawings.delete("one")
        assert drawings.read("one", small=False) is None and drawings.unsure(MOMENT + timedelta(days=1), 10) == []

    def test_a_drawing_is_unsure_until_somebody_made_sure_and_again_when_it_is_doubted(self) -> None:
        drawings = self.store.drawings
        drawings.keep("one", FIRST, DRAWING, MOMENT)
        assert drawings.unsure(MOMENT, 10) == []
        assert list(drawings.unsure(MOMENT + timedelta(seconds=1), 10)) == [("one", FIRST)]
        drawings.sure(["one"])
        assert drawings.unsure(MOMENT + timedelta(days=1), 10) == []
        drawings.doubt(["one"], MOMENT)
        assert list(drawings.unsure(MOMENT + timedelta(days=1), 10)) == [("one", FIRST)]

    def test_each_look_is_one_entry(self) -> None:
        for number in "12":
            self.store.looks.add(Look(id=number, account="bien-tap", role="editor", code=FIRST, at=MOMENT))
        assert self.looks() == [("1", "bien-tap", FIRST), ("2", "bien-tap", FIRST)]

    def looks(self) -> list[tuple[str, str, str]]:
        raise NotImplementedError


class TestMemoryEditing(EditingContract):
    @pytest.fixture(autouse=True)
    def _make(self) -> None:
        self.cases = MemoryCases()
        self.store = memory_editing(self.cases)

    def looks(self) -> list[tuple[str, str, str]]:
        return [(each.id, each.account, each.code) for each in self.store.looks.all]  # type: ignore[attr-defined]


@pytest.mark.integration
class TestMongoEditing(EditingContract):
    @pytest.fixture(autouse=True)
    def _make(self, mongo: Mongo) -> None:
        self.database = mongo.database("publish")
        self.cases = MongoCases(self.database)
        self.store = editing_store(self.database, settings(), FixedClock(NOON))

    def looks(self) -> list[tuple[str, str, str]]:
        return [(each["_id"], each["account"], each["code"]) for each in self.database["looks"].find().sort("_id")]
