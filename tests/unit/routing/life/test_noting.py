"""Steps of the work, notes, what a case is about."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.case import State
from services.routing.usecases.requests import (
    Classify,
    Note,
    Progress,
    Return,
)
from tests.unit.routing.builders import LOCAL, OPERATOR
from tests.unit.routing.life.desk import HOSPITALS, PROGRESSING, WARD, Desk


def test_known_steps_are_told_forward_only() -> None:
    desk = Desk(stages=True)
    assert desk.refuses(WARD, Progress("bay-len-troi")) == "unknown-stage"
    desk.do(WARD, Progress("da-nhan", "Nhân viên đã đến."))
    desk.do(WARD, Progress("da-giao"))
    assert desk.refuses(WARD, PROGRESSING) == "stage-behind"
    assert [(each.stage, each.tell, each.note) for each in desk.told("case.progressed")] == [
        ("da-nhan", True, "Nhân viên đã đến."),
        ("da-giao", False, None),
    ]


def test_notes_are_for_colleagues_and_tell_nobody() -> None:
    desk = Desk()
    told = len(desk.cases.events)
    desk.do(WARD, Note("Đã gọi anh An."))
    desk.do(OPERATOR, Note("Người dân gọi lại."))
    assert desk.refuses(HOSPITALS, Note("?")) == "unknown-case"
    assert len(desk.cases.events) == told
    assert [each.note for each in desk.case().history[-2:]] == ["Đã gọi anh An.", "Người dân gọi lại."]


def test_what_somebody_says_it_is_about_goes_where_the_rules_say() -> None:
    desk = Desk()
    about = Classify("ha-tang.chieu-sang", "23575", "normal", "report")
    assert desk.refuses(OPERATOR, replace(about, category="khong-co"), 2) == "unknown-category"
    assert desk.refuses(OPERATOR, about) == "not-in-triage"
    desk.do(OPERATOR, about, 2)
    case = desk.case(2)
    assert (case.state, case.category, case.current.agency) == (State.ROUTED, "ha-tang.chieu-sang", LOCAL)
    assert case.submission.category is None
    (told,) = desk.told("case.classified")
    assert (told.category, told.by) == ("ha-tang.chieu-sang", OPERATOR.name)
    assert desk.told("case.routed")[-1].category == "ha-tang.chieu-sang"


def test_a_returned_case_stays_with_the_person_who_decides() -> None:
    desk = Desk()
    desk.do(WARD, Return("Không phải."))
    desk.do(OPERATOR, Classify("ha-tang.chieu-sang", "23575", "normal", "report"))
    assert desk.case().state is State.TRIAGE
