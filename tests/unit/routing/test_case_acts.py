"""Every act of the case page, done through its form: the life of a case as people at the desk live it."""

from __future__ import annotations

import pytest

from services.routing.domain.case import State
from services.routing.web.case_acts import ACTS
from tests.unit.routing.builders import code
from tests.unit.routing.case_site import CaseSite, catalog

GOOD = {"text": "Đội chiếu sáng phường đã thay bóng đèn lúc 9 giờ ngày 24/11/2026.", "outcome": "explained"}
#: Who does what to case 1, in order, and the state afterwards. Between them they leave no act out.
STORY = [
    ("operator", "note", {"text": "Đã gọi hỏi phường"}, State.ROUTED),
    ("ward", "accept", {}, State.ACCEPTED),
    ("ward", "progress", {"stage": "khao-sat", "note": "Chiều nay"}, State.ACCEPTED),
    ("ward", "ask", {"question": "Cột đèn số mấy?"}, State.WAITING),
    ("ward", "resume", {}, State.ACCEPTED),
    ("ward", "coordinate", {"agencies": ["Sở Y tế", ""], "task": "Cho biết cột nào"}, State.ACCEPTED),
    ("health", "contribute", {"text": "Cột số 12."}, State.ACCEPTED),
    ("ward", "extend", {"due_at": "2026-11-30T16:00", "reason": "Chờ vật tư"}, State.ACCEPTED),
    ("shift_lead", "refuse", {"reason": "Còn kịp"}, State.ACCEPTED),
    ("ward", "extend", {"due_at": "2026-11-30T16:00", "reason": "Vẫn chờ vật tư"}, State.ACCEPTED),
    ("shift_lead", "grant", {}, State.ACCEPTED),
    ("ward", "draft", {"text": "Đang soạn"}, State.ACCEPTED),
    ("ward", "submit", GOOD, State.ACCEPTED),
    ("ward_leader", "send_back", {"remark": "Ghi rõ ngày"}, State.ACCEPTED),
    ("ward", "submit", GOOD, State.ACCEPTED),
    ("ward_leader", "approve", {}, State.ANSWERED),
]
OTHERS = [
    (4, "shift_lead", "classify", {"category": "y-te", "area": "Phường Pleiku (23575)", "urgency": "urgent"}),
    (4, "operator", "reassign", {"agency": "sở y tế", "note": "Đúng lĩnh vực"}),
    (4, "operator", "answer", GOOD),
    (3, "health", "return", {"reason": "Thuộc nông nghiệp", "suggestion": "Sở Nông nghiệp và Môi trường"}),
]


@pytest.fixture
def desk() -> CaseSite:
    return CaseSite(catalog())


def send(desk, number, who, act, form):
    return desk.page(who, "POST", f"/desk/cases/{code(number)}/{act}", data=form)


def test_a_whole_life_through_the_forms(desk):
    for who, act, form, state in STORY:
        answer = send(desk, 1, who, act, form)
        assert answer.status_code == 303, (who, act, answer.status_code)
        assert desk.cases.by_code[code(1)].state is state, act
        page = desk.page(who, "GET", answer.location)
        assert page.status_code == 200
    case = desk.cases.by_code[code(1)]
    assert case.current.original_due_at is not None
    assert case.answer.approved_by == "desk:lanh-dao-phuong"
    assert case.parts[0].contribution.text == "Cột số 12."


@pytest.mark.parametrize(("number", "who", "act", "form"), OTHERS)
def test_acts_at_the_centre_and_the_way_back(desk, number, who, act, form):
    kind = {"kind": "report"} if act == "classify" else {}
    assert send(desk, number, who, act, {**form, **kind}).status_code == 303


def test_every_act_is_done_here_or_needs_a_state_of_its_own():
    done = {act for _, act, _, _ in STORY} | {act for _, _, act, _ in OTHERS}
    # Held, reopened, merged and taken cases have their own stories.
    assert {act.name for act in ACTS} - done <= {"forward", "uphold", "merge", "unmerge", "take", "release"}


@pytest.mark.parametrize(
    ("act", "form", "field"),
    [
        ("submit", {**GOOD, "outcome": "scheduled"}, "scheduled_for"),
        ("extend", {"due_at": "2026-11-23T08:00", "reason": "Chờ"}, "due_at"),
        ("extend", {"due_at": "hôm nào", "reason": "Chờ"}, "due_at"),
        ("coordinate", {"task": "Cho biết"}, "agencies"),
        ("progress", {"stage": "khong-co"}, "stage"),
    ],
)
def test_a_refusal_stands_at_the_field_it_is_about(desk, act, form, field):
    answer = send(desk, 1, "ward", act, form)
    assert answer.status_code >= 400
    group = "content" if act == "submit" else act
    assert f'id="{group}-{field}-error"' in answer.text


def test_who_answers_without_waiting_for_a_part_says_why(desk):
    send(desk, 1, "ward", "coordinate", {"agencies": ["Sở Y tế"], "task": "Cho biết"})
    refused = send(desk, 1, "ward", "submit", GOOD)
    assert 'id="content-without_parts-error"' in refused.text
    assert send(desk, 1, "ward", "submit", {**GOOD, "without_parts": "Đã rõ"}).status_code == 303


def test_a_coordinating_agency_sees_the_case_and_the_others_do_not(desk):
    send(desk, 1, "ward", "coordinate", {"agencies": ["Sở Y tế"], "task": "Cho biết"})
    assert desk.page("health", "GET", f"/desk/cases/{code(1)}").status_code == 200
    assert desk.page("farming", "GET", f"/desk/cases/{code(1)}").status_code == 404
