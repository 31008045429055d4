"""What the portal's store of knowledge promises, whatever it is made of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.publish.domain.knowledge import local_day
from services.publish.usecases.knowledge import Browse, KeepKnowledge, KnowledgeStore, Wanted
from tests.unit.publish.builders import NOON
from tests.unit.publish.knowledge_events import BIRTH, HOURS, changed, everything

HISTORY = [
    changed("a", "faq", HOURS, minutes=1),
    changed("a", "faq", {**HOURS, "title_vi": "Hai"}, minutes=2),
    changed("a", "faq", {}, minutes=3, live=False),
    changed("a", "faq", {**HOURS, "title_vi": "Ba"}, minutes=4),
    changed("b", "procedure", BIRTH, minutes=1),
    changed("b", "procedure", {}, minutes=2, live=False),
]


class KnowledgeContract:
    """Entries."""

    store: KnowledgeStore

    def fresh(self) -> KnowledgeStore:
        """Return an empty store."""
        raise NotImplementedError

    def browse(self) -> Browse:
        KeepKnowledge(self.store)(everything())
        return Browse(self.store, FixedClock(NOON))

    def test_an_entry_comes_back_as_it_was_told(self) -> None:
        entry = self.browse().one("1.000001")
        assert (entry.content, entry.kind, entry.changed_at) == (BIRTH, "procedure", NOON)

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.permutations(HISTORY), st.lists(st.sampled_from(HISTORY)), st.integers(1, 4))
    def test_any_order_and_any_repetition_end_the_same(self, order: list, again: list, size: int) -> None:
        store = self.fresh()
        events = [*order, *again]
        for first in range(0, len(events), size):
            KeepKnowledge(store)(events[first : first + size])
        one, gone = store.show("a"), store.show("b")
        assert one and one.live and one.content["title_vi"] == "Ba"
        assert gone and not gone.live and gone.content == {}

    @pytest.mark.parametrize(
        ("wanted", "codes"),
        [
            # Events by day, the past and the expired not at all; then by title.
            (Wanted(), ["cho-phien", "cong-chieng", "1.000001", "gio-lam-viec"]),
            (Wanted(kind="event"), ["cho-phien", "cong-chieng"]),
            (Wanted(kind="faq"), ["gio-lam-viec"]),
            (Wanted(level="commune"), ["1.000001"]),
            (Wanted(field="Hộ tịch", agency="ubnd-phuong-pleiku"), ["1.000001"]),
            (Wanted(level="province"), []),
            (Wanted(query="KHAI sinh"), ["1.000001"]),
            (Wanted(query="chứng sinh"), ["1.000001"]),  # a paper's name
            (Wanted(query="1.000001"), ["1.000001"]),
            (Wanted(query="cong chieng"), ["cong-chieng"]),
            (Wanted(query="birth registration"), ["1.000001"]),
            (Wanted(query="khai tử"), ["1.000001"]),  # loosely: one word of two, in the title
            (Wanted(query="máy bay"), []),
            (Wanted(query="khai", kind="faq"), []),
        ],
    )
    def test_what_is_public_is_browsed_and_searched(self, wanted: Wanted, codes: list[str]) -> None:
        assert [each.code for each in self.browse()(wanted).entries] == codes

    def test_a_whole_question_finds_what_comes_closest_and_says_so(self) -> None:
        page = self.browse()(Wanted(query="làm giấy khai sinh cho con"))
        assert page.loosely and page.entries[0].code == "1.000001"

    @pytest.mark.parametrize("code", ["gio-cu", "khong-co"])
    def test_what_is_not_valid_today_is_shown_to_nobody(self, code: str) -> None:
        with pytest.raises(Rejected) as refused:
            self.browse().one(code)
        assert refused.value.slug == "unknown-entry"

    def test_an_event_that_is_over_can_still_be_read_and_says_so(self) -> None:
        browse = self.browse()
        assert browse.is_over(browse.one("hoi-cu"))
        assert not browse.is_over(browse.one("cong-chieng"))

    def test_what_there_is_can_be_narrowed_by(self) -> None:
        facets = self.browse().facets()
        assert facets.kinds == {"procedure": 1, "faq": 1, "event": 2}
        assert (list(facets.levels), list(facets.fields)) == (["commune"], ["Hộ tịch"])
        assert list(facets.agencies) == ["ubnd-phuong-pleiku"]

    def test_titles_are_those_of_what_is_public_today(self) -> None:
        KeepKnowledge(self.store)([*everything(), changed("loai", "faq", {**HOURS, "category": "ha-tang"})])
        today = {each.code: dict(each.content) for each in self.store.titles(local_day(NOON))}
        assert set(today) == {"1.000001", "gio-lam-viec", "cong-chieng", "cho-phien", "loai"}
        assert today["1.000001"] == {"title_vi": BIRTH["title_vi"], "title_en": BIRTH["title_en"]}
        assert today["loai"] == {"title_vi": HOURS["title_vi"], "category": "ha-tang"}

    def test_on_another_day_there_are_other_titles_at_once(self) -> None:
        KeepKnowledge(self.store)(everything())
        for day, there in ((date(2026, 11, 22), True), (date(2026, 11, 23), False), (date(2026, 11, 22), True)):
            assert ("gio-cu" in {each.code for each in self.store.titles(day)}) is there

    def test_pages_do_not_overlap(self) -> None:
        KeepKnowledge(self.store)([changed(f"m{number:02}", "faq", HOURS) for number in range(45)])
        browse = Browse(self.store, FixedClock(NOON))
        pages = [browse(Wanted(page=number)) for number in (1, 2, 3)]
        assert [len(each.entries) for each in pages] == [20, 20, 5]
        assert len({entry.code for page in pages for entry in page.entries}) == 45
        assert [each.more for each in pages] == [True, True, False]
