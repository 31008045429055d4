"""A citizen takes a case back: nobody owes an answer any more, and everybody who worked on it hears so once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kit.failures import Retryable
from services.routing.domain.case import Did, State
from services.routing.usecases.requests import Accept, AskCitizen, AskExtension, Coordinate, Merge, SaveDraft
from tests.unit.routing.builders import (
    HEALTH,
    LOCAL,
    NOON,
    OPERATOR,
    answers,
    code,
    supplemented,
    withdrawal,
)
from tests.unit.routing.life.desk import FIXED, WARD, Desk
from tests.unit.routing.life.test_reopening import rated

STEPS = {
    "routed": [],
    "accepted": [(WARD, Accept())],
    "asked": [(WARD, AskCitizen("Ở đâu?"))],
    "more time wanted": [(WARD, AskExtension(NOON + timedelta(days=8), "Chờ vật tư."))],
    "drafted": [(WARD, SaveDraft("Đang sửa.", "scheduled"))],
    "joined to another": [(OPERATOR, Merge(code(2)))],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_whatever_state_it_is_in_all_clocks_stop(steps) -> None:
    desk = Desk()
    for actor, request in steps:
        desk.do(actor, request)
    desk.withdraw([withdrawal()])
    case = desk.case()
    assert (case.state, case.alarm_at, case.question, case.draft, case.level) == (State.WITHDRAWN, None, None, None, 0)
    assert case.current.ended_at and not case.current.paused_at and not case.current.extension
    last = case.history[-1]
    assert (last.did, last.by, last.note) == (Did.WITHDRAWN, "citizen", "Đã tự sửa.")
    desk.clock.at += timedelta(days=60)
    desk.climb()
    desk.end_waiting()
    assert desk.case() == case


def test_the_agency_and_whoever_owes_a_part_hear_it_once_however_often_it_is_said() -> None:
    desk = Desk()
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    desk.withdraw([withdrawal(), withdrawal()])
    desk.withdraw([withdrawal(), withdrawal(at=NOON + timedelta(hours=2))])
    assert [(each.agency, each.role, each.reason) for each in desk.told("case.withdrawn")] == [
        (LOCAL, "lead", "Đã tự sửa."),
        (HEALTH, "coordinating", "Đã tự sửa."),
    ]
    assert len({event.id for event in desk.cases.events}) == len(desk.cases.events)


def test_an_agency_that_answers_all_the_same_is_told_why_not() -> None:
    desk = Desk()
    desk.withdraw([withdrawal()])
    assert desk.refuses(WARD, FIXED) == "withdrawn"
    desk.reply([answers(1)])
    assert [refusal.event.data.slug for refusal in desk.rejections.by_id.values()] == ["withdrawn"]
    assert not desk.told("case.answered")


def test_what_has_been_answered_is_not_taken_back_but_the_wish_is_written_down() -> None:
    desk = Desk()
    desk.do(WARD, FIXED)
    desk.withdraw([withdrawal(), withdrawal()])
    case = desk.case()
    assert case.state is State.ANSWERED and not desk.told("case.withdrawn")
    assert case.history[-1].did is Did.NOTED and "Đã tự sửa." in (case.history[-1].note or "")
    desk.rate([rated()])
    desk.withdraw([withdrawal(at=NOON + timedelta(days=2))])
    assert desk.case().state is State.REOPENED, "the citizen has read an answer"


def test_what_is_added_later_is_kept_and_goes_to_nobody() -> None:
    desk = Desk()
    desk.withdraw([withdrawal()])
    before = len(desk.told("supplement.routed"))
    desk.supplement([supplemented()])
    assert len(desk.case().additions) == 1 and len(desk.told("supplement.routed")) == before


def test_a_wish_that_comes_before_its_case_comes_again() -> None:
    desk = Desk()
    with pytest.raises(Retryable):
        desk.withdraw([withdrawal(1), withdrawal(9)])
    assert desk.case().state is State.WITHDRAWN, "the others are not held up"
