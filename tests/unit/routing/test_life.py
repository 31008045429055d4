"""The life of an assignment: everything that may happen between receipt and answer, as people do it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.events import CaseRated, Event
from services.kit.failures import Rejected
from services.routing.domain.case import Case, Did, State
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.clocks.climb_ladder import ClimbLadder
from services.routing.usecases.clocks.end_waiting import EndWaiting
from services.routing.usecases.requests import (
    Accept,
    Answer,
    Approve,
    AskCitizen,
    AskExtension,
    Classify,
    Contribute,
    Coordinate,
    GrantExtension,
    Note,
    Progress,
    Reassign,
    RefuseExtension,
    Resume,
    Return,
    SaveDraft,
    SendBack,
    Submit,
    Uphold,
)
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_ratings import TakeRatings
from services.routing.usecases.take_replies import TakeReplies
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, OPERATOR, SHIFT_LEAD, answers, code, received, supplemented
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.links import LINKS

WARD = Actor("desk:can-bo", LOCAL, "agency_officer")
HEAD = Actor("desk:lanh-dao", LOCAL, "agency_leader")
HOSPITALS = Actor("desk:can-bo-y-te", HEALTH, "agency_officer")
FIXED = Answer("Đã thay bóng.", "fixed", proof="BB 12")
PROGRESSING = Progress("da-nhan", None)


class MemoryClocks:
    """Port `Clocks` over the cases in memory."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def alarms(self, now: Any, limit: int) -> list[Case]:
        found = [each for each in self._cases.by_code.values() if each.alarm_at and each.alarm_at <= now]
        return found[:limit]

    def unanswered(self, now: Any, limit: int) -> list[Case]:
        return [each for each in self._cases.by_code.values() if each.question and each.question.answer_by <= now]


class Desk:
    """Routing on memory, with one street light that the ward has."""

    def __init__(self, *, approval: bool = False, proof: bool = False, stages: bool = False, **limits: Any) -> None:
        whole = snapshot(limits=limits)
        for each in whole["agencies"]:
            each["approval"] = "leader" if approval and each["slug"] == LOCAL else "none"
        for each in whole["categories"]:
            each["proof"] = proof
            each["stages"] = STAGES if stages else []
        self.cases, self.catalogs, self.clock = MemoryCases(), MemoryCatalogs(whole), FixedClock(NOON)
        RouteCases(self.cases, self.catalogs, self.clock, LINKS)([received(1), received(2, category=None)])
        self.acting = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)
        clocks = MemoryClocks(self.cases)
        self.climb = ClimbLadder(self.cases, clocks, self.catalogs, self.clock)
        self.end_waiting = EndWaiting(self.cases, clocks, self.catalogs, self.clock)
        self.supplement = AddSupplements(self.cases, LINKS, self.catalogs)
        self.rate = TakeRatings(self.cases, self.catalogs, LINKS)
        self.rejections = MemoryRejections()
        self.reply = TakeReplies(self.cases, self.catalogs, self.rejections, self.clock, LINKS)

    def case(self, number: int = 1) -> Case:
        return self.cases.by_code[code(number)]

    def do(self, actor: Actor, request: Any, number: int = 1) -> Case:
        return self.acting(code(number), request, actor)

    def refuses(self, actor: Actor, request: Any, number: int = 1) -> str:
        before = self.case(number)
        with pytest.raises(Rejected) as refused:
            self.do(actor, request, number)
        assert self.case(number) == before
        assert refused.value.vi and refused.value.en
        return refused.value.slug

    def told(self, type_: str) -> list[Any]:
        return self.cases.told(type_)


STAGES = [
    {"slug": "da-nhan", "vi": "Đã nhận", "en": "Collected", "tell": True},
    {"slug": "da-giao", "vi": "Đã giao", "en": "Delivered", "tell": False},
]


# --- drafts and approval


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


# --- the citizen is asked


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


# --- more time


def test_more_time_needs_a_reason_and_the_shift_leads_word_and_is_counted() -> None:
    desk = Desk()
    due, later = desk.case().current.due_at, at("2026-12-02 09:00")
    desk.do(WARD, AskExtension(later, "Chờ vật tư."))
    assert desk.case().current.due_at == due
    assert desk.refuses(WARD, AskExtension(later, "Chờ.")) == "extension-pending"
    assert desk.refuses(OPERATOR, GrantExtension()) == "not-your-role"
    desk.do(SHIFT_LEAD, GrantExtension())

    (told,) = desk.told("case.extended")
    assert (told.original_due_at, told.due_at, told.reason) == (due, later, "Chờ vật tư.")
    assert desk.refuses(WARD, AskExtension(at("2026-12-09 09:00"), "Chờ nữa.")) == "extended-too-often"
    desk.clock.at = due + timedelta(days=2)
    desk.do(WARD, FIXED)
    answer = desk.case().answer
    assert (answer.on_time, answer.in_first_time) == (True, False)
    assert desk.told("case.answered")[0].original_due_at == due


def test_a_refused_extension_is_told_to_the_agency_and_changes_nothing() -> None:
    desk = Desk()
    before = desk.case().current
    desk.do(WARD, AskExtension(at("2026-12-02 09:00"), "Chờ vật tư."))
    desk.do(SHIFT_LEAD, RefuseExtension("Vật tư có sẵn."))
    assert [each.reason for each in desk.told("extension.refused")] == ["Vật tư có sẵn."]
    assert desk.case().current == before
    assert desk.refuses(SHIFT_LEAD, GrantExtension()) == "nothing-asked"


@pytest.mark.parametrize(("until", "slug"), [("2026-11-23 10:00", "not-later"), ("2027-02-01 09:00", "too-long")])
def test_more_time_has_its_bounds(until: str, slug: str) -> None:
    assert Desk().refuses(WARD, AskExtension(at(until), "Chờ.")) == slug


# --- several agencies


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


# --- returned, taken away, reopened


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


# --- steps, notes, classification


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


# --- the ladder


def test_each_step_of_the_ladder_is_told_once() -> None:
    desk = Desk()
    for _ in range(40):
        desk.climb()
        desk.climb()
        alarm = desk.case().alarm_at
        if alarm is None:
            break
        desk.clock.at = max(alarm, desk.clock.at)
    assert [each.agency for each in desk.told("case.due_soon") if each.code == code(1)] == [LOCAL]
    assert [each.level for each in desk.told("case.overdue") if each.code == code(1)] == [1, 2, 3]
    assert desk.case().alarm_at is None and desk.case().level == 4


def test_an_answer_ends_the_ladder_and_an_extension_begins_it_anew() -> None:
    desk = Desk()
    desk.clock.at = desk.case().alarm_at
    desk.climb()
    desk.do(WARD, AskExtension(at("2026-12-02 09:00"), "Chờ."))
    desk.do(SHIFT_LEAD, GrantExtension())
    assert desk.case().level == 0 and desk.case().alarm_at > desk.clock.at
    desk.do(WARD, FIXED)
    assert desk.case().alarm_at is None
