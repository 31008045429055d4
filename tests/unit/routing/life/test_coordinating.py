"""Several agencies, one answer."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.case import State
from services.routing.usecases.requests import (
    Accept,
    Contribute,
    Coordinate,
)
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, OPERATOR, answers, code, supplemented
from tests.unit.routing.calendars import at
from tests.unit.routing.life.desk import FIXED, HOSPITALS, WARD, Desk


def test_each_agency_gives_its_part_and_one_answer_goes_out() -> None:
    desk = Desk()
    assert desk.refuses(HOSPITALS, Contribute("Gì?")) == "unknown-case"
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra có ai bị điện giật không."))
    (part,) = desk.case().parts
    assert NOON < part.due_at < desk.case().current.due_at
    told = [(each.agency, each.role, each.task) for each in desk.told("case.routed") if each.code == code(1)]
    assert told == [(LOCAL, "lead", None), (HEALTH, "coordinating", "Kiểm tra có ai bị điện giật không.")]
    assert desk.refuses(OPERATOR, Coordinate((HEALTH,), "Nữa")) == "takes-part-already"
    assert desk.refuses(WARD, FIXED) == "parts-open"
    assert desk.refuses(HOSPITALS, FIXED) == "not-your-case"

    desk.do(HOSPITALS, Accept())
    desk.do(HOSPITALS, Contribute("Không có ai."))
    assert desk.case().state is State.ROUTED
    (given,) = desk.told("case.contributed")
    assert (given.agency, given.lead, given.on_time) == (HEALTH, LOCAL, True)
    assert [each.contribution for each in desk.told("contribution.routed")] == ["Không có ai."]
    assert desk.refuses(HOSPITALS, Contribute("Nữa")) == "no-part"
    desk.do(WARD, FIXED)
    assert [each.agency for each in desk.told("case.answered")] == [LOCAL]


def test_what_a_coordinating_agencys_system_answers_is_its_part() -> None:
    desk = Desk()
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    desk.reply([answers(1, "Không có ai.", "explained", by=HEALTH)])
    assert desk.case().state is State.ROUTED
    assert desk.case().parts[0].contribution.text == "Không có ai."


def test_the_lead_may_answer_early_with_a_reason_and_the_others_hear_that_nobody_waits() -> None:
    desk = Desk()
    desk.do(WARD, Coordinate((HEALTH,), "Kiểm tra."))
    desk.do(WARD, replace(FIXED, without_parts="Việc khẩn."))
    assert [(each.agency, each.to) for each in desk.told("case.moved")] == [(HEALTH, LOCAL)]
    assert desk.case().history[-1].note == "Việc khẩn."


def test_a_part_taken_in_hand_is_not_the_case_taken_in_hand() -> None:
    desk = Desk()
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    desk.do(HOSPITALS, Accept())
    assert desk.told("case.accepted") == []
    assert desk.case().parts[0].accepted_at == NOON
    assert desk.refuses(HOSPITALS, Accept()) == "already-accepted"


def test_whoever_joins_later_gets_what_the_citizen_added_before_and_after() -> None:
    desk = Desk()
    desk.supplement([supplemented(1, 1)])
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    desk.supplement([supplemented(1, 2)])
    told = [(each.agency, each.number, each.assignment) for each in desk.told("supplement.routed")]
    assert told == [(LOCAL, 1, 1), (HEALTH, 1, 2), (LOCAL, 2, 1), (HEALTH, 2, 2)]


def test_a_part_has_its_share_of_the_time_that_is_left_and_of_the_whole_where_none_is() -> None:
    for now, due in (("2026-11-27 08:00", "2026-11-27 08:30"), ("2026-11-30 07:00", "2026-12-01 11:00")):
        desk = Desk()  # due on 27/11 at 09:00; 1440 minutes allowed
        desk.clock.at = at(now)
        desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
        assert desk.case().parts[0].due_at == at(due)
