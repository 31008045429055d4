"""What the portal's collections promise, whatever they are made of. Subclasses say how to make one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.kit.clock import FixedClock
from services.kit.events import CaseRated, Event
from services.publish.domain.rating import Rating
from services.publish.usecases.editing import Asked
from services.publish.usecases.ports import Attempts, Cases, Change, Filters, PublicCases, Ratings, Stored, Stretch
from services.publish.wiring import Adapters, build
from services.publish.wiring.editing import EditingStore
from services.publish.wiring.search import SearchStore
from tests.unit.publish.builders import CATALOG, CODE, CONDUCT, LIGHTS, NOON, PAPERS, a_case, settings
from tests.unit.publish.memory import (
    MemoryAccounts,
    MemoryAttempts,
    MemoryCases,
    MemoryCatalog,
    MemoryRatings,
    MemoryWithdrawals,
)
from tests.unit.publish.memory_knowledge import MemoryKnowledge
from tests.unit.publish.memory_ledger import memory_ledger
from tests.unit.publish.memory_stream import MemoryStream
from tests.unit.publish.ways import ways_of, withdrawn

OTHER, THIRD = "2611231111118", "2611232222227"


class CasesContract:
    """Cases and the published ones among them."""

    cases: Cases
    published: PublicCases
    search: SearchStore
    editing: EditingStore

    def application(self) -> Any:
        clock = FixedClock(NOON + timedelta(hours=5))
        return build(
            settings(),
            Adapters(
                cases=self.cases,
                published=self.published,
                attempts=MemoryAttempts(clock),
                ratings=MemoryRatings(),
                withdrawals=MemoryWithdrawals(),
                knowledge=MemoryKnowledge(),
                ledger=memory_ledger(MemoryCases()),
                editing=self.editing,
                stream=MemoryStream(MemoryCases()),
                search=self.search,
                catalog=MemoryCatalog(CATALOG),
                accounts=MemoryAccounts(),
            ),
            clock,
        )

    def indexed(self, app: Any) -> None:
        """Let the index catch up."""
        while app.keep_search():
            pass

    def told(self) -> list[tuple[str, str]]:
        """Return (type, routing key) of the events in all outboxes."""
        raise NotImplementedError

    def test_what_happened_between_the_steps_comes_back_as_it_was_stored(self) -> None:
        app, case = self.application(), a_case(THIRD)
        app.on_cases([case.received(), case.routed(), *ways_of(THIRD, 1, "Gọi 0905 000 001"), withdrawn(THIRD)])
        known = self.cases.load([THIRD])[THIRD].case
        assert known.is_withdrawn and len(known.moments) == 8
        words = [each.words.public for each in known.moments.values() if each.words]
        assert "Gọi [số điện thoại đã ẩn]" in words and "Đã tự sửa." in words

    def test_a_case_comes_back_as_it_was_stored(self) -> None:
        app = self.application()
        app.on_cases(a_case(category=CONDUCT).history())
        first = self.cases.load([CODE])[CODE]
        app.on_cases(a_case(category=CONDUCT).history())
        assert self.cases.load([CODE])[CODE] == first
        assert first.case.received.text.original == "Đèn đường trước cổng trường tắt đã hai tuần."
        assert first.case.received.received_at == NOON
        assert first.case.answer.text.spans[0].kind == "name"

    def test_parts_that_come_one_by_one_end_as_if_they_came_together(self) -> None:
        app = self.application()
        for event in reversed(a_case().history()):
            app.on_cases([event])
        app.on_cases(a_case(OTHER).history())
        one, two = self.published.show(CODE), self.published.show(OTHER)
        assert one and two
        assert (one.steps, one.answer, one.address) == (two.steps, two.answer, two.address)

    def test_the_event_is_stored_with_the_case_once(self) -> None:
        app = self.application()
        for _ in range(2):
            app.on_cases(a_case().history())
        assert self.told() == [("case.published", "case.published.ubnd-phuong-pleiku")]

    def test_of_two_who_change_the_same_revision_one_is_told(self) -> None:
        app = self.application()
        app.on_cases([a_case().received()])
        old = self.cases.load([CODE])[CODE]
        app.on_cases([a_case().routed()])
        assert not self.cases.save([Change(old, old.case)])
        assert not self.cases.save([Change(Stored(old.case), old.case)])

    def test_only_published_cases_can_be_found(self) -> None:
        app = self.application()
        for code, fields in ((CODE, {}), (OTHER, {"private": True}), (THIRD, {"category": PAPERS})):
            app.on_cases(a_case(code, **fields).history())
        self.indexed(app)
        assert [each.code for each in self.published.find(Filters(), Stretch(10))] == [CODE]
        assert [each.code for each in self.published.find(Filters(words=("den",)), Stretch(10))] == [CODE]
        assert self.published.show(OTHER) is None
        assert self.published.show(THIRD) is None

    def test_what_is_taken_back_can_no_longer_be_found(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        self.indexed(app)
        app.withhold_publication(CODE, "bien-tap", "tên người khác")
        assert self.published.show(CODE) is None
        assert self.published.find(Filters(words=("den",)), Stretch(10)) == []
        assert [case.code for case in self.editing.queue.find(Asked(state="withheld"), 10)] == [CODE]

    def test_search_needs_every_word_and_no_diacritics(self) -> None:
        app = self.application()
        app.on_cases(a_case(title="Đèn đường hỏng").history())
        app.on_cases(a_case(OTHER, title="Đường ngập nước", text="Nước ngập.").history())
        self.indexed(app)
        both = {each.code for each in self.published.find(Filters(words=("duong",)), Stretch(10))}
        assert both == {CODE, OTHER}
        assert [each.code for each in self.published.find(Filters(words=("ngap", "duong")), Stretch(10))] == [OTHER]
        assert self.published.find(Filters(words=("khong", "co")), Stretch(10)) == []

    def test_lists_are_narrowed_by_category_agency_and_area(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        self.indexed(app)
        for filters in (
            Filters(category=LIGHTS),
            Filters(category="ha-tang"),
            Filters(agency="ubnd-phuong-pleiku"),
            Filters(areas=frozenset({"23563", "1"})),
            Filters(words=("den",), category="ha-tang", agency="ubnd-phuong-pleiku", areas=frozenset({"23563"})),
        ):
            assert [each.code for each in self.published.find(filters, Stretch(10))] == [CODE], filters
        for filters in (Filters(category="ha"), Filters(agency="so-y-te"), Filters(areas=frozenset({"1"}))):
            assert self.published.find(filters, Stretch(10)) == [], filters

    def test_the_latest_answer_comes_first_and_pages_do_not_overlap(self) -> None:
        app = self.application()
        for number, code in enumerate((THIRD, CODE, OTHER), start=1):
            case = a_case(code)
            app.on_cases([case.received(), case.routed(), case.answered(number)])
        found = [self.published.find(Filters(), Stretch(1, skip))[0].code for skip in range(3)]
        assert found == [OTHER, CODE, THIRD]

    def test_facets_name_what_has_answers(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        self.indexed(app)
        assert list(self.published.agencies()) == ["ubnd-phuong-pleiku"]
        assert list(self.published.areas()) == ["23563"]

    def test_contacts_are_forgotten_where_the_answer_is_old(self) -> None:
        app = self.application()
        app.on_cases(a_case().history())
        app.on_cases([a_case(OTHER).received()])
        assert self.cases.forget_contacts(NOON) == 0
        assert self.cases.forget_contacts(NOON + timedelta(days=9)) == 1
        assert self.cases.forget_contacts(NOON + timedelta(days=9)) == 0
        loaded = self.cases.load([CODE, OTHER])
        assert loaded[CODE].case.contact_name is None and loaded[CODE].case.contact_forgotten
        assert loaded[OTHER].case.contact_name


class AttemptsContract:
    """Wrong tries, counted in windows."""

    clock: FixedClock
    attempts: Attempts

    def test_tries_are_counted_per_key_until_the_window_ends(self) -> None:
        until = self.clock.now() + timedelta(minutes=15)
        self.attempts.add(["code:1", "client:a"], until)
        self.attempts.add(["code:1"], until + timedelta(minutes=5))
        assert self.attempts.count(["code:1", "client:a", "code:2"]) == {"code:1": 2, "client:a": 1}
        self.clock.at = until
        assert self.attempts.count(["code:1"]) == {}

    def test_a_new_window_starts_at_one(self) -> None:
        for _ in range(2):
            self.attempts.add(["code:1"], self.clock.now() + timedelta(minutes=15))
            self.clock.at += timedelta(minutes=16)
        self.attempts.add(["code:1"], self.clock.now() + timedelta(minutes=15))
        assert self.attempts.count(["code:1"]) == {"code:1": 1}

    def test_cleared_tries_are_gone(self) -> None:
        self.attempts.add(["code:1"], self.clock.now() + timedelta(minutes=15))
        self.attempts.clear("code:1")
        assert self.attempts.count(["code:1"]) == {}


def a_rating(rating: str = "satisfied") -> tuple[Rating, Event]:
    """Return a rating with its event."""
    at = NOON + timedelta(hours=2)
    facts = {"code": CODE, "answered_at": NOON, "rating": rating, "comment": "Nhanh lắm.", "not_fixed": False}
    told = Event.of(CaseRated(**facts, rated_at=at), source="/publish", subject=CODE, at=at)
    return Rating(**facts, answer="a1", at=at), told


class RatingsContract:
    """What citizens said about answers."""

    ratings: Ratings

    def told(self) -> list[str]:
        """Return the ratings that events tell of."""
        raise NotImplementedError

    def test_the_first_word_on_an_answer_stands_and_is_told_once(self) -> None:
        first, second = a_rating(), a_rating("unsatisfied")
        assert self.ratings.add(*first)
        assert not self.ratings.add(*second)
        assert self.ratings.find(first[0].key) == first[0]
        assert self.told() == ["satisfied"]

    def test_what_nobody_rated_has_no_rating(self) -> None:
        assert self.ratings.find(f"{CODE}:a9") is None
