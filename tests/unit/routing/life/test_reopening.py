"""Taken away from an agency, opened again by its citizen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.kit.events import CaseRated, Event
from services.routing.domain.case import Did, State
from services.routing.usecases.requests import (
    Reassign,
    Uphold,
)
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, OPERATOR, SHIFT_LEAD, code
from tests.unit.routing.catalogs import CENTRE
from tests.unit.routing.life.desk import FIXED, WARD, Desk


def test_out_of_an_agencys_hands_only_the_shift_lead_takes_a_case() -> None:
    desk = Desk()
    assert desk.refuses(OPERATOR, Reassign(HEALTH)) == "not-in-triage"
    desk.do(SHIFT_LEAD, Reassign(HEALTH, "Đúng thẩm quyền."))
    assert [(each.agency, each.to) for each in desk.told("case.moved")] == [(LOCAL, HEALTH)]
    assert desk.refuses(WARD, FIXED) == "unknown-case"


def rated(number: int = 1, *, after: timedelta = timedelta(days=1), about: Any = None, **facts: Any) -> Event:
    answered = about or NOON
    data = CaseRated(
        code=code(number),
        **{"rating": "unsatisfied", "comment": "Lại tắt.", "not_fixed": True, **facts},
        answered_at=answered,
        rated_at=answered + after,
    )
    return Event.of(data, source="/publish", subject=code(number), at=data.rated_at, id=f"rated-{number}-{after}")


def test_a_citizen_who_is_not_content_brings_the_case_to_the_shift_lead() -> None:
    desk = Desk()
    desk.do(WARD, FIXED)
    desk.rate([rated(), rated()])

    case = desk.case()
    assert (case.state, case.rating, case.reopened, case.answer) == (State.REOPENED, "unsatisfied", 1, None)
    assert [each.text for each in case.earlier] == ["Đã thay bóng."]
    (told,) = desk.told("case.reopened")
    assert (told.agency, told.reason, told.times) == (LOCAL, "Lại tắt.", 1)
    assert desk.refuses(OPERATOR, Reassign(LOCAL)) == "shift-lead-decides"
    assert desk.refuses(WARD, FIXED) == "unknown-case"

    desk.do(SHIFT_LEAD, Reassign(LOCAL, "Kiểm tra lại."))
    desk.do(WARD, replace(FIXED, text="Đã thay chấn lưu."))
    assert [each.times for each in desk.told("case.answered")] == [0, 1]
    heard = [(each.agency, each.objection) for each in desk.told("case.routed") if each.code == code(1)]
    assert heard == [(LOCAL, None), (CENTRE, "Lại tắt."), (LOCAL, "Lại tắt.")]


def test_the_shift_lead_may_stand_by_the_answer() -> None:
    desk = Desk()
    assert desk.refuses(SHIFT_LEAD, Uphold("Đúng.")) == "not-reopened"
    desk.do(WARD, FIXED)
    desk.rate([rated()])
    desk.do(SHIFT_LEAD, Uphold("Đèn đã sáng khi kiểm tra ngày 24/11."))
    assert desk.case().state is State.ANSWERED
    assert desk.told("case.answered")[-1].outcome == "explained"


@pytest.mark.parametrize(
    "event",
    [
        rated(after=timedelta(days=16)),  # the window is over
        rated(about=NOON - timedelta(hours=1)),  # about another answer
        rated(rating="satisfied", not_fixed=False),
    ],
    ids=["too late", "another answer", "content"],
)
def test_what_opens_nothing_is_still_written_down(event: Event) -> None:
    desk = Desk()
    desk.do(WARD, FIXED)
    desk.rate([event])
    assert desk.case().state is State.ANSWERED
    assert desk.case().history[-1].did is Did.RATED
    assert desk.told("case.reopened") == []


def test_a_case_is_reopened_twice_at_most() -> None:
    desk = Desk()
    for round_ in range(3):
        desk.clock.at = NOON + timedelta(hours=round_)
        if round_:
            desk.do(SHIFT_LEAD, Uphold("Đã kiểm tra."))
        else:
            desk.do(WARD, FIXED)
        desk.rate([rated(about=desk.case().answer.at, after=timedelta(minutes=30 + round_))])
    assert [each.times for each in desk.told("case.reopened")] == [1, 2]


def test_a_reopened_case_says_why_it_is_at_the_centre() -> None:
    desk = Desk()
    desk.do(WARD, FIXED)
    desk.rate([rated()])
    case = desk.case()
    assert case.current.trace == ("Người dân chưa đồng ý với trả lời của UBND phường Pleiku; trưởng ca xem xét.",)
    assert [(entry.did, entry.fact, entry.note) for entry in case.history[-2:]] == [
        (Did.RATED, "unsatisfied", "Lại tắt."),
        (Did.REOPENED, None, "Lại tắt."),
    ]
