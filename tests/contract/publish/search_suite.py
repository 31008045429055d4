"""What searching promises while cases change: found by what they say now, and by nothing that they said before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.publish.domain.position import Position
from services.publish.usecases.ports import Filters, Stretch
from services.publish.wiring.search import SearchStore
from tests.unit.publish.builders import CODE, NOON, a_case

OTHER, THIRD = "2611231111118", "2611232222227"


class SearchContract:
    """Published cases and the words they are found by. `app` is built on `search`."""

    app: Any
    search: SearchStore

    def publish(self, code: str = CODE, at: datetime = NOON, **answer: Any) -> None:
        case = a_case(code)
        self.app.on_cases([case.received(), case.routed(), case.answered(answered_at=at, **answer)])

    def indexed(self) -> None:
        while self.app.keep_search():
            pass

    def found(self, word: str = "den", stretch: Stretch | None = None, **filters: Any) -> list[str]:
        asked = Filters(words=(word,) if word else (), **filters)
        return [each.code for each in self.app.published.find(asked, stretch or Stretch(10))]

    def test_a_case_is_found_by_its_new_answer_and_not_by_the_old_one(self) -> None:
        self.publish(answer="Đã thay bóng.")
        self.indexed()
        self.app.on_cases([a_case().answered(2, answer="Đã sửa cột.", answered_at=NOON + timedelta(hours=3))])
        self.indexed()
        assert (self.found("cot"), self.found("bong")) == ([CODE], [])
        known = self.search.vocabulary.frequencies(["cot", "bong", "=bóng", "den"])
        assert known == {"cot": 1, "den": 1}

    def test_an_answer_of_another_day_moves_the_case_in_the_list(self) -> None:
        self.publish()
        self.publish(OTHER, NOON + timedelta(hours=1))
        self.indexed()
        assert self.found() == [OTHER, CODE]
        self.app.on_cases([a_case().answered(2, answered_at=NOON + timedelta(days=40))])
        self.indexed()
        assert self.found() == self.found("") == [CODE, OTHER]
        assert (self.found(month=date(2026, 11, 1)), self.found(month=date(2027, 1, 1))) == ([OTHER], [CODE])

    def test_what_is_taken_back_leaves_no_word_behind_and_comes_back_when_it_is_published_again(self) -> None:
        self.publish()
        self.indexed()
        self.app.withhold_publication(CODE, "bien-tap", "có tên người khác")
        self.indexed()
        assert self.found() == []
        assert self.search.vocabulary.frequencies(["den", "=đèn", "@ubnd-phuong-pleiku", "&23563"]) == {}
        self.app.approve_publication(CODE, "bien-tap")
        self.indexed()
        assert self.found() == self.found(agency="ubnd-phuong-pleiku") == [CODE]

    def test_indexing_twice_changes_nothing(self) -> None:
        for _ in range(2):
            self.publish()
            self.indexed()
        assert self.found() == [CODE]
        assert self.search.vocabulary.frequencies(["den", "=đèn"]) == {"den": 1, "=đèn": 1}

    def test_cases_are_in_order_over_days_and_months_and_within_a_moment_by_code(self) -> None:
        moments = [NOON - timedelta(days=days) for days in (0, 1, 31, 31, 62, 400)]
        codes = [f"26112300000{number:02}" for number in range(len(moments))]
        for code, at in reversed(list(zip(codes, moments, strict=True))):
            self.publish(code, at)
        self.indexed()
        ordered = [*codes[:2], codes[3], codes[2], *codes[4:]]
        for word in ("den", ""):
            assert self.found(word) == ordered
            assert [self.found(word, Stretch(2, skip))[0] for skip in range(6)] == ordered
            places = dict(zip(codes, moments, strict=True))
            for place in range(1, 5):
                here = Position(places[ordered[place]], ordered[place])
                assert self.found(word, Stretch(2, after=here)) == ordered[place + 1 : place + 3]
                assert self.found(word, Stretch(2, before=here)) == ordered[max(0, place - 2) : place]

    def test_days_begin_and_end_in_the_time_of_the_province(self) -> None:
        self.publish(CODE, datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC))
        self.publish(OTHER, datetime(2026, 10, 31, 17, tzinfo=UTC))
        self.indexed()
        for word in ("den", ""):
            assert self.found(word, month=date(2026, 10, 1)) == [CODE]
            assert self.found(word, month=date(2026, 11, 1)) == [OTHER]

    def test_filters_and_words_must_all_fit(self) -> None:
        self.publish()
        self.indexed()
        for fits, filters in (
            (True, {"category": "ha-tang", "agency": "ubnd-phuong-pleiku", "month": date(2026, 11, 1)}),
            (False, {"category": "ha-tang", "agency": "so-y-te"}),
            (False, {"category": "ha-tang", "month": date(2026, 10, 1)}),
            (False, {"areas": frozenset({"2", "3"}), "category": "ha-tang"}),
        ):
            for word in ("den", ""):
                assert self.found(word, **filters) == ([CODE] if fits else []), filters
