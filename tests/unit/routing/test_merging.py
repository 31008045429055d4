"""Many report one thing: found, joined, answered once for all, whatever dies in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.kit.text import fold
from services.routing.domain.case import Case, State
from services.routing.domain.file import Place
from services.routing.domain.likeness import LIKELY, Told, likeness, told
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.merging.find_duplicates import FindDuplicates
from services.routing.usecases.merging.merge_cases import MergeCases
from services.routing.usecases.merging.spread_answers import SpreadAnswers
from services.routing.usecases.ports import Change
from services.routing.usecases.requests import Answer
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import LOCAL, NOON, OPERATOR, code, received, supplemented
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

WARD = Actor("desk:can-bo", LOCAL, "agency_officer")
FIXED = Answer("Đã đóng lại điện.", "fixed")


class Died(Exception):  # noqa: N818
    """The process died."""


class Mortal(MemoryCases):
    """Dies at the n-th write, before it is made."""

    dies_at = -1
    writes = 0

    def save(self, changes: Sequence[Change]) -> bool:
        self.writes += 1
        if self.writes == self.dies_at:
            raise Died
        return super().save(changes)


class MemoryNeighbours:
    """Port `Neighbours`."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def near(self, category: str | None, area: str | None, since: Any, limit: int) -> list[Case]:
        return [each for each in self._cases.by_code.values() if each.area == area]

    def to_spread(self, limit: int) -> list[Case]:
        answered = [each for each in self._cases.by_code.values() if each.state is State.ANSWERED]
        return [each for each in answered if each.told_followers < len(each.followers)][:limit]


class Centre:
    """A street without light, reported by many."""

    def __init__(self, reports: int = 4) -> None:
        self.cases, catalogs, clock = Mortal(), MemoryCatalogs(snapshot()), FixedClock(NOON)
        RouteCases(self.cases, catalogs, clock, LINKS)([received(n) for n in range(1, reports + 1)])
        self.merge = MergeCases(self.cases, catalogs, clock, LINKS)
        self.spread = SpreadAnswers(self.cases, MemoryNeighbours(self.cases), clock)
        self.act = ActOnCase(self.cases, catalogs, clock, LINKS)
        self.supplement = AddSupplements(self.cases, LINKS, catalogs)
        self.find = FindDuplicates(MemoryNeighbours(self.cases), clock)

    def case(self, number: int) -> Case:
        return self.cases.by_code[code(number)]

    def join(self, *numbers: int, into: int = 1) -> None:
        for number in numbers:
            self.merge.merge(code(number), code(into), OPERATOR)

    def spread_all(self) -> None:
        while self.spread():
            pass


def test_one_answer_reaches_everybody_once_under_their_own_code() -> None:
    centre = Centre()
    centre.join(2, 3)
    assert [each.into for each in centre.cases.told("case.merged")] == [code(1), code(1)]
    centre.act(code(1), FIXED, WARD)
    centre.spread_all()
    centre.spread_all()
    told = {each.code: each for each in centre.cases.told("case.answered")}
    assert len(centre.cases.told("case.answered")) == 3
    assert {each.answer for each in told.values()} == {"Đã đóng lại điện."}
    assert [told[code(n)].merged_into for n in (1, 2, 3)] == [None, code(1), code(1)]
    assert told[code(2)].agency == LOCAL
    assert centre.case(4).state is State.ROUTED


def test_joining_again_changes_nothing_and_those_that_follow_come_along() -> None:
    centre = Centre()
    centre.join(2)
    events = len(centre.cases.events)
    centre.join(2)
    assert len(centre.cases.events) == events
    centre.merge.merge(code(1), code(3), OPERATOR)
    assert {centre.case(n).merged_into for n in (1, 2)} == {code(3)}
    assert set(centre.case(3).followers) == {code(1), code(2)}


@pytest.mark.parametrize(
    ("case", "into", "actor", "slug"),
    [
        (1, 1, OPERATOR, "merged-with-itself"),
        (1, 99, OPERATOR, "unknown-case"),
        (3, 2, OPERATOR, "merged"),
        (3, 1, WARD, "not-your-role"),
    ],
)
def test_what_makes_no_sense_is_refused(case: int, into: int, actor: Actor, slug: str) -> None:
    centre = Centre()
    centre.join(2)
    with pytest.raises(Rejected) as refused:
        centre.merge.merge(code(case), code(into), actor)
    assert refused.value.slug == slug


def test_a_case_can_stand_alone_again_and_then_gets_nobody_elses_answer() -> None:
    centre = Centre()
    centre.join(2, 3)
    centre.merge.unmerge(code(2), OPERATOR)
    assert (centre.case(2).state, centre.case(2).merged_into) == (State.TRIAGE, None)
    centre.act(code(1), FIXED, WARD)
    centre.spread_all()
    assert {each.code for each in centre.cases.told("case.answered")} == {code(1), code(3)}


def test_joining_an_answered_case_answers_at_once() -> None:
    centre = Centre()
    centre.act(code(1), FIXED, WARD)
    centre.join(2)
    centre.spread_all()
    assert centre.case(2).state is State.ANSWERED


def test_what_a_follower_adds_reaches_the_agency_that_works_on_the_matter() -> None:
    centre = Centre()
    centre.join(2)
    centre.supplement([supplemented(2)])
    (told_,) = centre.cases.told("supplement.routed")
    assert (told_.code, told_.agency) == (code(1), LOCAL)


@pytest.mark.parametrize("dies_at", range(1, 9))
def test_whoever_dies_in_between_everybody_gets_the_answer_once(dies_at: int) -> None:
    centre = Centre(6)
    centre.cases.dies_at = dies_at

    def steps() -> None:
        for number in (2, 3, 4):
            centre.join(number)
        if centre.case(1).state is not State.ANSWERED:
            centre.act(code(1), FIXED, WARD)
        centre.spread_all()

    for _ in range(3):
        try:
            steps()
        except Died:
            continue
    answered = [each.code for each in centre.cases.told("case.answered")]
    assert sorted(answered) == [code(n) for n in (1, 2, 3, 4)]


# --- alike


def report(text: str, **more: Any) -> Told:
    facts = {"category": "ha-tang.chieu-sang", "area": "23575", "place": None, "at": NOON, **more}
    return told("x", text, fold, **facts)


SAME = "Đèn đường trước chợ hỏng đã ba ngày, tối quá."


@pytest.mark.parametrize(
    ("other", "likely"),
    [
        (report("den duong truoc cho hong, toi qua"), True),
        (report("Đèn trước chợ không sáng mấy hôm nay"), True),
        (report(SAME, area="23563"), False),
        (report(SAME, at=NOON + timedelta(days=20)), False),
        (report("Con đường này ngập nước mỗi khi mưa lớn", category="ha-tang.thoat-nuoc"), False),
        (report(SAME, area=None, category=None), True),
    ],
)
def test_the_same_matter_is_recognised_in_other_words_and_another_is_not(other: Told, likely: bool) -> None:
    assert (likeness(report(SAME), other).score >= LIKELY) is likely


PLACES = st.none() | st.builds(
    lambda north, east: Place(latitude=north, longitude=east), st.floats(13, 14.5), st.floats(107.5, 109.3)
)
REPORTS = st.builds(
    lambda text, area, category, place: report(text, area=area, category=category, place=place),
    st.text("đen uong hi tam cho", max_size=60),
    st.sampled_from([None, "23575", "23563"]),
    st.sampled_from([None, "ha-tang.chieu-sang", "ha-tang.thoat-nuoc", "khac.tieng-on"]),
    PLACES,
)


@given(REPORTS, REPORTS)
def test_likeness_is_mutual_and_bounded(one: Told, other: Told) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other).score <= 1
