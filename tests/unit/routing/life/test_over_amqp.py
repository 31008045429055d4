"""What an agency's own system may send besides accepting, answering and returning; refusals with a slug."""

from __future__ import annotations

from typing import Any

import pytest

from services.routing.domain.case import State
from services.routing.usecases.requests import Coordinate
from tests.unit.routing.builders import HEALTH, LOCAL, OPERATOR, code, reply
from tests.unit.routing.life.desk import Desk

LATER = "2026-12-02T09:00:00+07:00"
FIXED = {"answer": "Đã thay bóng.", "outcome": "fixed"}


def send(desk: Desk, kind: str, by: str = LOCAL, **data: Any) -> list[str]:
    """Send one reply, and return the slugs of all refusals so far."""
    desk.reply([reply(f"reply.{kind}", {"code": code(1), **data}, by=by, id_=f"{kind}-{len(desk.cases.events)}")])
    return [each.slug for each in desk.rejections.told()]


def test_a_system_asks_the_citizen() -> None:
    desk = Desk()
    assert send(desk, "info_requested", question="Cột số mấy?") == []
    assert desk.case().state is State.WAITING
    assert desk.told("case.info_requested")[0].by == f"agency:{LOCAL}"


def test_a_system_asks_for_more_time_and_the_shift_lead_decides() -> None:
    desk = Desk()
    assert send(desk, "extension_requested", due_at=LATER, reason="Chờ vật tư.") == []
    assert desk.case().current.extension.reason == "Chờ vật tư."
    assert desk.told("case.extended") == []


def test_a_system_tells_the_steps_of_its_work() -> None:
    desk = Desk(stages=True)
    assert send(desk, "progressed", stage="da-nhan", note="Nhân viên đã đến.") == []
    assert (desk.case().stage, desk.case().history[-1].fact) == ("da-nhan", "da-nhan")


def test_a_system_shows_what_was_done_by_a_documents_number() -> None:
    desk = Desk(proof=True)
    assert send(desk, "answered", **FIXED, proof="BB 12") == []
    assert desk.told("case.answered")[0].proof == "BB 12"


def test_a_system_need_not_wait_for_others_and_the_history_says_so_only_where_there_were_any() -> None:
    alone, joint = Desk(), Desk()
    joint.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    assert send(alone, "answered", **FIXED) == send(joint, "answered", **FIXED) == []
    assert alone.case().history[-1].note is None
    assert joint.case().history[-1].note == "Cơ quan chủ trì trả lời qua hệ thống của mình."


@pytest.mark.parametrize(
    ("kind", "data", "slug"),
    [
        ("answered", FIXED, "proof-needed"),
        ("answered", {**FIXED, "proof": " \u200b "}, "proof-needed"),  # nothing to read
        ("answered", {**FIXED, "outcome": "scheduled"}, "date-needed"),
        ("answered", {**FIXED, "outcome": "scheduled", "scheduled_for": "2026-11-22"}, "date-needed"),
        ("answered", {**FIXED, "scheduled_for": "22/11/2026"}, "malformed-data"),
        ("info_requested", {"question": " "}, "malformed-reply"),
        ("extension_requested", {"due_at": "2026-11-23T10:00:00+07:00", "reason": "Chờ."}, "not-later"),
        ("extension_requested", {"due_at": "2030-01-01T00:00:00Z", "reason": "Chờ."}, "too-long"),
        ("progressed", {"stage": "bay-len-troi"}, "unknown-stage"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(kind: str, data: dict[str, Any], slug: str) -> None:
    desk = Desk(proof=True, stages=True)
    before = desk.case()
    assert send(desk, kind, **data) == [slug]
    assert desk.case() == before


def test_an_agency_that_has_neither_the_case_nor_a_part_is_refused() -> None:
    for kind, data in (("info_requested", {"question": "?!a"}), ("progressed", {"stage": "da-nhan"})):
        assert send(Desk(stages=True), kind, by=HEALTH, **data) == ["unknown-case"]
