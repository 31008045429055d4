"""Drafts, approval, and what an answer must show."""

from __future__ import annotations

from datetime import date

import pytest

from services.routing.domain.case import State
from services.routing.usecases.requests import (
    Answer,
    Approve,
    Coordinate,
    SaveDraft,
    SendBack,
    Submit,
)
from tests.unit.routing.builders import HEALTH, OPERATOR, answers
from tests.unit.routing.life.desk import FIXED, HEAD, WARD, Desk


def test_an_officers_draft_reaches_the_citizen_when_the_leader_approves() -> None:
    desk = Desk(approval=True)
    assert desk.refuses(WARD, FIXED) == "approval-needed"
    assert desk.refuses(HEAD, Approve()) == "nothing-submitted"
    desk.do(WARD, SaveDraft("Đã", "fixed"))
    desk.do(WARD, Submit("Đã thay bóng.", "fixed"))
    assert desk.refuses(WARD, SaveDraft("Khác", "fixed")) == "with-the-leader"
    assert desk.told("case.answered") == []

    desk.do(HEAD, SendBack("Ghi rõ ngày."))
    assert desk.case().draft.remark == "Ghi rõ ngày." and desk.case().draft.submitted_at is None
    desk.do(WARD, Submit("Đã thay bóng ngày 23/11.", "fixed"))
    assert desk.refuses(WARD, Approve()) == "not-your-role"
    desk.do(HEAD, Approve())

    (told,) = desk.told("case.answered")
    assert (told.answer, told.by, told.approved_by) == ("Đã thay bóng ngày 23/11.", WARD.name, HEAD.name)
    assert desk.case().draft is None


def test_the_leader_may_answer_alone_and_an_agencys_own_system_has_had_its_leaders_word() -> None:
    desk = Desk(approval=True)
    desk.do(HEAD, FIXED)
    assert desk.case().state is State.ANSWERED

    other = Desk(approval=True)
    other.reply([answers(1)])
    assert other.rejections.told() == [] and other.case().state is State.ANSWERED


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        (Answer("Đã sửa.", "fixed"), "proof-needed"),
        (Answer("Sẽ sửa.", "scheduled"), "date-needed"),
        (Answer("Sẽ sửa.", "scheduled", scheduled_for=date(2026, 11, 22)), "date-needed"),
    ],
)
def test_an_answer_must_show_what_it_says(answer: Answer, slug: str) -> None:
    desk = Desk(proof=True)
    assert desk.refuses(WARD, answer) == slug
    assert desk.refuses(WARD, Submit(answer.text, answer.outcome, answer.scheduled_for)) == slug


def test_over_amqp_proof_is_asked_for_too() -> None:
    desk = Desk(proof=True)
    desk.reply([answers(1)])
    assert [each.slug for each in desk.rejections.told()] == ["proof-needed"]


def test_what_is_shown_may_be_said() -> None:
    desk = Desk(proof=True)
    desk.do(WARD, Answer("Sẽ sửa.", "scheduled", scheduled_for=date(2026, 12, 31)))
    (told,) = desk.told("case.answered")
    assert (told.outcome, told.scheduled_for) == ("scheduled", date(2026, 12, 31))


def test_a_draft_that_waits_for_no_other_agency_says_why_and_approval_checks_again() -> None:
    desk = Desk(approval=True)
    desk.do(WARD, Coordinate((HEALTH,), "Kiểm tra."))
    assert desk.refuses(WARD, Submit("Đã thay bóng.", "fixed")) == "parts-open"
    desk.do(WARD, Submit("Đã thay bóng.", "fixed", without_parts="Việc khẩn."))
    desk.do(HEAD, Approve())
    assert desk.case().history[-1].note == "Việc khẩn."


def test_a_part_asked_for_after_the_draft_was_submitted_is_not_passed_over() -> None:
    desk = Desk(approval=True)
    desk.do(WARD, Submit("Đã thay bóng.", "fixed"))
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    assert desk.refuses(HEAD, Approve()) == "parts-open"
    desk.do(HEAD, Approve(without_parts="Việc khẩn."))


def test_an_approved_answer_says_no_more_in_the_history_than_there_was() -> None:
    desk = Desk(approval=True)
    desk.do(WARD, Submit("Đã thay bóng.", "fixed"))
    desk.do(HEAD, Approve())
    assert desk.case().history[-1].note is None
