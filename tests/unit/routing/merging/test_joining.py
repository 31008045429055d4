"""Joining cases about one matter, and parting them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.kit.events import CaseRated, Contact, Event
from services.routing.domain.case import Did, State
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import sees_case
from services.routing.usecases.requests import (
    Accept,
    Answer,
    AskCitizen,
    Coordinate,
    Forward,
    Merge,
    Reassign,
    Return,
    SaveDraft,
    Unmerge,
)
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import CITIZEN, HEALTH, LOCAL, NOON, OPERATOR, SHIFT_LEAD, code, received, supplemented
from tests.unit.routing.catalogs import CALENDAR_WITH_FORWARDING, CENTRE, FARMING, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.merging.centre import FIXED, WARD, Centre
from tests.unit.routing.merging.fakes import Died

MINH = Contact(name="Trần Thị Minh", phone="+84905000099", email=None)


def test_a_joined_case_is_taken_from_its_agency_and_its_clock_stays() -> None:
    centre = Centre()
    due = centre.case(2).current.due_at
    centre.join(2)
    case = centre.case(2)
    assert (case.state, case.merged_into, case.alarm_at) == (State.MERGED, code(1), None)
    assert (case.current.agency, case.current.due_at) == (CENTRE, due)
    assert not sees_case(WARD, case)
    (merged,), (moved,) = centre.told("case.merged"), centre.told("case.moved")
    assert (merged.code, merged.into, merged.agency, merged.by) == (code(2), code(1), LOCAL, OPERATOR.name)
    assert (moved.code, moved.agency, moved.to) == (code(2), LOCAL, LOCAL)


def test_what_was_under_way_ends() -> None:
    centre = Centre()
    centre.do(2, Accept(), WARD)
    centre.do(2, SaveDraft("Đang xem.", "explained"), WARD)
    centre.do(2, Coordinate((HEALTH,), "Cho ý kiến."), SHIFT_LEAD)
    centre.do(2, AskCitizen("Số nhà?"), WARD)
    centre.join(2)
    case = centre.case(2)
    assert (case.question, case.draft, case.assignee, case.forward_at) == (None, None, None, None)
    assert not any(part.is_open_part for part in case.parts)
    assert sorted(each.agency for each in centre.told("case.moved")) == sorted([LOCAL, HEALTH])
    assert [each.why for each in centre.told("case.resumed")] == ["withdrawn"]


def test_the_time_a_case_waited_for_its_citizen_is_given_back() -> None:
    centre = Centre()
    due = centre.case(2).current.due_at
    centre.do(2, AskCitizen("Số nhà?"), WARD)
    centre.clock.at = NOON + timedelta(hours=1)
    centre.join(2)
    assert centre.case(2).current.due_at == due + timedelta(hours=1)


def test_a_held_case_can_be_joined_and_never_leaves() -> None:
    centre = Centre(1)
    held = MemoryCatalogs(snapshot(calendar={**CALENDAR_WITH_FORWARDING, "forwarding": {"sun": [["07:00", "11:00"]]}}))
    RouteCases(centre.cases, held, centre.clock, LINKS)([received(2)])
    assert centre.case(2).state is State.HELD
    centre.join(2)
    assert centre.case(2).forward_at is None and centre.told("case.moved") == []
    assert centre.refuses(2, Forward()) == "not-held"


def test_the_same_request_sent_again_is_done_once() -> None:
    centre = Centre()
    for _ in range(2):
        centre.do(2, Merge(code(1)), key="k")
    assert len(centre.told("case.merged")) == 1


@pytest.mark.parametrize(
    ("case", "into", "actor", "slug"),
    [
        (1, 1, OPERATOR, "merged-with-itself"),
        (1, 99, OPERATOR, "unknown-case"),
        (3, 2, OPERATOR, "follows-another"),
        (2, 3, OPERATOR, "merged"),
        (3, 1, WARD, "not-your-role"),
        (3, 1, Actor("desk:lanh-dao", LOCAL, "agency_leader"), "not-your-role"),
    ],
)
def test_what_makes_no_sense_is_refused(case: int, into: int, actor: Actor, slug: str) -> None:
    centre = Centre()
    centre.join(2)
    assert centre.refuses(case, Merge(code(into)), actor) == slug


def test_what_is_the_shift_leads_to_decide_is_joined_by_nobody_else() -> None:
    centre = Centre(3)
    centre.do(2, Return("Không phải."), WARD)
    centre.do(2, Reassign(FARMING))
    centre.do(2, Return("Không phải."), Actor("desk:nn", FARMING, "agency_officer"))
    assert centre.refuses(2, Merge(code(1))) == "shift-lead-decides"
    centre.do(2, Merge(code(1)), SHIFT_LEAD)


@pytest.mark.parametrize(
    ("private", "other", "allowed"),
    [
        (False, CITIZEN, False),  # a public report would get, and publish, a private answer
        (True, MINH, False),  # private too, but somebody else's
        (True, None, False),
        (True, CITIZEN, True),  # the same person said it twice
    ],
)
def test_nobody_joins_another_persons_private_case(private: bool, other: Contact | None, allowed: bool) -> None:
    centre = Centre(1, private=True, contact=CITIZEN)
    centre.route([received(2, private=private, contact=other)])
    if allowed:
        centre.join(2)
    else:
        assert centre.refuses(2, Merge(code(1))) == "private-primary"


def test_a_private_case_may_get_a_public_answer_and_stays_private() -> None:
    centre = Centre(1)
    centre.route([received(2, private=True)])
    centre.join(2)
    centre.do(1, FIXED, WARD)
    centre.settle()
    assert centre.case(2).answer and centre.case(2).submission.private


def test_a_case_can_stand_alone_again_and_then_gets_nobody_elses_answer() -> None:
    centre = Centre()
    due = centre.case(2).current.due_at
    centre.join(2, 3)
    centre.settle()
    centre.part(2)
    case = centre.case(2)
    assert (case.state, case.merged_into, case.current.agency, case.current.due_at) == (State.TRIAGE, None, CENTRE, due)
    assert case.alarm_at is not None
    centre.settle()
    assert centre.case(1).followers == (code(3),)
    centre.do(1, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(1), code(3)]
    assert centre.refuses(3, Unmerge()) == "not-merged"


def test_a_case_that_was_reopened_is_the_shift_leads_again_after_it_stood_alone() -> None:
    centre = Centre()
    centre.do(2, FIXED, WARD)
    answer = centre.case(2).answer
    assert answer
    centre.rate([rated(2, answer.at)])
    assert centre.refuses(2, Merge(code(1))) == "shift-lead-decides"
    centre.do(2, Merge(code(1)), SHIFT_LEAD)
    centre.part(2)
    assert centre.case(2).current.binding


def rated(number: int, answered_at: Any) -> Event:
    data = CaseRated(
        code=code(number),
        rating="unsatisfied",
        comment="Vẫn tối.",
        rated_at=NOON + timedelta(minutes=30),
        answered_at=answered_at,
        not_fixed=True,
    )
    return Event.of(data, source="/publish", subject=code(number), at=data.rated_at)


def test_everybody_who_followed_comes_along() -> None:
    centre = Centre(5)
    centre.join(2, 3, into=1)
    centre.settle()
    centre.do(1, Merge(code(5)))
    centre.settle()
    assert {centre.case(n).merged_into for n in (1, 2, 3)} == {code(5)}
    assert set(centre.case(5).followers) == {code(1), code(2), code(3)}
    assert [(each.code, each.into) for each in centre.told("case.merged")][-2:] == [
        (code(2), code(5)),
        (code(3), code(5)),
    ]
    centre.do(5, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(n) for n in (1, 2, 3, 5)]


@pytest.mark.parametrize("circle", [{1: 2, 2: 1}, {1: 2, 2: 3, 3: 1}, {1: 2, 2: 3, 3: 2}])
def test_cases_that_were_joined_in_a_circle_at_one_moment_are_settled(circle: dict[int, int]) -> None:
    """Two people saw both as open: each wrote only what follows."""
    centre = Centre(4)
    centre.join(*circle, into=4)
    for number, into in circle.items():
        case = centre.case(number)
        centre.cases.by_code[case.code] = replace(case, merged_into=code(into))
    centre.settle()
    alone = [n for n in circle if centre.case(n).state is State.TRIAGE]
    assert alone == [min(n for n in circle if n in circle.values())]
    assert {centre.case(n).merged_into for n in circle if n not in alone} == {code(alone[0])}


def test_what_followers_say_reaches_the_agency_without_who_said_it() -> None:
    centre = Centre(1)
    centre.route([received(2, contact=MINH, title="Tối quá", text="Cả ngõ 12 mất đèn.", address="12 Hùng Vương")])
    centre.supplement([supplemented(2, 1, text="Đã hai tối.")])
    centre.cases.events.clear()
    centre.join(2)
    centre.settle()
    centre.supplement([supplemented(2, 2, text="Vẫn chưa có đèn."), supplemented(1, 1)])
    told = centre.told("supplement.routed")
    assert [(each.code, each.agency) for each in told] == [(code(1), LOCAL)] * 4
    texts = " ".join(each.text for each in told)
    for words in ("Cả ngõ 12 mất đèn.", "12 Hùng Vương", "Đã hai tối.", "Vẫn chưa có đèn."):
        assert words in texts
    assert "Minh" not in texts and "0905" not in texts and "84905" not in texts
    assert len({each.number for each in told}) == 4 and len({each.id for each in centre.cases.events}) == len(
        centre.cases.events
    )


def test_what_followers_say_goes_on_to_whoever_gets_the_case_later() -> None:
    centre = Centre(2)
    centre.join(2)
    centre.settle()
    centre.do(1, Return("Không phải."), WARD)
    centre.supplement([supplemented(2, 1, text="Vẫn tối.")])
    centre.cases.events.clear()
    centre.do(1, Reassign(HEALTH))
    assert [each.agency for each in centre.told("supplement.routed")] == [HEALTH, HEALTH]


def test_an_addition_that_comes_again_is_passed_on_once_whatever_was_stored_before() -> None:
    for dies_at in (1, 2):
        for after_write in (False, True):
            centre = Centre(2)
            centre.join(2)
            centre.settle()
            centre.cases.events.clear()
            centre.cases.writes, centre.cases.dies_at, centre.cases.after_write = 0, dies_at, after_write
            for _ in range(3):
                try:
                    centre.supplement([supplemented(2, 1)])
                except Died:
                    continue
            assert len(centre.told("supplement.routed")) == 1
            assert len(centre.case(2).additions) == 1


def test_the_history_of_both_says_what_happened() -> None:
    centre = Centre()
    centre.join(2)
    centre.settle()
    assert centre.case(2).history[-1].did is Did.MERGED and code(1) in (centre.case(2).history[-1].note or "")
    followed = [each for each in centre.case(1).history if each.did is Did.FOLLOWED]
    assert [each.note for each in followed] == [code(2)]


def test_the_centre_answers_a_case_with_followers_too() -> None:
    centre = Centre(2, category=None)
    centre.join(2)
    centre.settle()
    centre.do(1, Answer("Đã giải thích.", "explained"))
    centre.settle()
    assert centre.answers() == [code(1), code(2)]
