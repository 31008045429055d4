"""The citizen is asked, and the clock stands still."""

from __future__ import annotations

from datetime import timedelta

from services.routing.domain.case import State
from services.routing.usecases.requests import (
    Accept,
    Answer,
    AskCitizen,
    Reassign,
    Resume,
    Return,
)
from tests.unit.routing.builders import HEALTH, NOON, OPERATOR, SHIFT_LEAD, supplemented
from tests.unit.routing.life.desk import FIXED, WARD, Desk


def test_the_clock_stands_still_until_the_citizen_answers() -> None:
    desk = Desk()
    due = desk.case().current.due_at
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    assert desk.case().state is State.WAITING and desk.case().alarm_at is None
    (asked,) = desk.told("case.info_requested")
    assert asked.question == "Cột số mấy?"
    assert desk.refuses(WARD, AskCitizen("Ở đâu?")) == "already-waiting"

    desk.supplement([supplemented(1, 1, added_at=NOON + timedelta(hours=1))])

    case = desk.case()
    assert case.state is State.ROUTED and case.question is None
    assert case.current.due_at - due == timedelta(hours=1)
    assert case.current.first_due_at == due
    (gone_on,) = desk.told("case.resumed")
    assert (gone_on.why, gone_on.due_at) == ("supplemented", case.current.due_at)


def test_a_question_nobody_answers_holds_the_case_up_for_five_working_days() -> None:
    desk = Desk()
    desk.do(WARD, Accept())
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.clock.at = desk.case().question.answer_by - timedelta(seconds=1)
    assert not desk.end_waiting() and desk.case().state is State.WAITING
    desk.clock.at = desk.case().question.answer_by
    desk.end_waiting()
    desk.end_waiting()
    assert desk.case().state is State.ACCEPTED
    assert [each.why for each in desk.told("case.resumed")] == ["timed_out"]


def test_who_asked_may_take_the_question_back_or_answer_all_the_same() -> None:
    desk = Desk()
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.do(WARD, Resume())
    assert [each.why for each in desk.told("case.resumed")] == ["withdrawn"]
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.do(WARD, FIXED)
    assert desk.case().state is State.ANSWERED and desk.case().question is None


def test_the_centre_may_ask_before_it_decides() -> None:
    desk = Desk()
    desk.do(OPERATOR, AskCitizen("Việc ở đâu?"), 2)
    assert desk.refuses(WARD, FIXED, 2) == "unknown-case"
    desk.do(OPERATOR, Answer("Đã giải thích qua điện thoại.", "explained"), 2)


def test_an_agency_that_accepts_while_it_waits_goes_on_waiting_and_then_has_the_case_in_hand() -> None:
    desk = Desk()
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.do(WARD, Accept())
    assert desk.case().state is State.WAITING
    desk.supplement([supplemented(1, 1, added_at=NOON + timedelta(hours=1))])
    case = desk.case()
    assert (case.state, case.question, case.current.paused_at) == (State.ACCEPTED, None, None)


def test_what_is_returned_or_taken_away_while_it_waits_waits_no_longer() -> None:
    returned, taken = Desk(), Desk()
    for desk, actor, request in ((returned, WARD, Return("Không phải.")), (taken, SHIFT_LEAD, Reassign(HEALTH))):
        desk.do(WARD, AskCitizen("Cột số mấy?"))
        desk.do(actor, request)
        assert desk.case().question is None and desk.case().current.paused_at is None
    assert returned.case().at_centre
    returned.do(OPERATOR, Reassign(HEALTH))


def test_an_answer_given_while_the_clock_stands_still_is_on_time() -> None:
    desk = Desk()
    due = desk.case().current.due_at
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.clock.at = due + timedelta(hours=1)
    desk.do(WARD, FIXED)
    (told,) = desk.told("case.answered")
    assert told.on_time and told.due_at >= told.answered_at
    assert told.original_due_at == due


def test_what_the_citizen_said_before_they_were_asked_is_no_answer() -> None:
    desk = Desk()
    desk.clock.at = NOON + timedelta(hours=2)
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.supplement([supplemented(1, 1, added_at=NOON + timedelta(hours=1))])
    assert desk.case().state is State.WAITING and desk.told("case.resumed") == []
