"""Everything that can be done to a case over the desk's API: who is let in, and what comes of it."""

from __future__ import annotations

from typing import Any

import pytest

from services.kit.events import CaseRated, Event
from services.routing.web.desk_api.acting import OPERATIONS
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.site import DeskSite

ANSWER = {"answer": "Đã thay bóng đèn sáng 23/11.", "outcome": "fixed", "proof": "Biên bản 12/BB-UBND"}
MORE_TIME = {"due_at": "2026-12-02T09:00:00+07:00", "reason": "Chờ vật tư."}
STAGES = [{"slug": "da-nhan", "vi": "Đã nhận", "en": "Collected", "tell": True}]
PEOPLE = ("operator", "shift lead", "ward", "head", "health", "editor", "administrator", "leader")
#: What each act is sent with, and whom its door is open to; the policies decide the rest.
DOORS: dict[str, tuple[dict[str, Any] | None, set[str]]] = {
    "accept": (None, {"ward", "head", "health"}),
    "answer": (ANSWER, {"operator", "shift lead", "ward", "head", "health"}),
    "draft": ({"answer": "Đã"}, {"ward", "head", "health"}),
    "submit": (ANSWER, {"ward", "head", "health"}),
    "send-back": ({"remark": "Ghi rõ ngày."}, {"head"}),
    "approve": ({}, {"head"}),
    "return": ({"reason": "Không phải."}, {"ward", "head", "health"}),
    "contribute": ({"text": "Không có ai."}, {"ward", "head", "health"}),
    "coordinate": ({"agencies": [HEALTH], "task": "Kiểm tra."}, {"operator", "shift lead", "ward", "head", "health"}),
    "ask": ({"question": "Cột số mấy?"}, {"operator", "shift lead", "ward", "head", "health"}),
    "resume": (None, {"operator", "shift lead", "ward", "head", "health"}),
    "extension": (MORE_TIME, {"ward", "head", "health"}),
    "extension/grant": ({}, {"shift lead"}),
    "extension/refuse": ({"reason": "Vật tư có sẵn."}, {"shift lead"}),
    "progress": ({"stage": "da-nhan"}, {"ward", "head", "health"}),
    "note": ({"text": "Đã gọi anh An."}, {"operator", "shift lead", "ward", "head", "health"}),
    "reassign": ({"agency": HEALTH}, {"operator", "shift lead"}),
    "forward": (None, {"operator", "shift lead"}),
    "merge": ({"into": code(2)}, {"operator", "shift lead"}),
    "unmerge": (None, {"operator", "shift lead"}),
    "uphold": ({"text": "Đèn đã sáng."}, {"shift lead"}),
}


class Town(DeskSite):
    """The desk with an agency whose leader approves, and somebody of every role."""

    def __init__(self) -> None:
        whole = snapshot()
        for each in whole["agencies"]:
            each["approval"] = "leader" if each["slug"] == LOCAL else "none"
        for each in whole["categories"]:
            each["stages"], each["proof"] = STAGES, True
        super().__init__(whole)
        for name, role, agency in (
            ("shift lead", "shift_lead", None),
            ("head", "agency_leader", LOCAL),
            ("editor", "editor", None),
            ("administrator", "administrator", None),
        ):
            self.tokens[name] = self.application.open_account(name.replace(" ", "-"), role, agency)

    def do(self, who: str, act: str, number: int = 1, **body: Any) -> Any:
        sent = body or DOORS[act][0]
        return self.call(who, "POST", f"/{code(number)}/{act}", **({} if sent is None else {"json": sent}))

    def done(self, who: str, act: str, number: int = 1, **body: Any) -> Any:
        answer = self.do(who, act, number, **body)
        assert answer.status_code == 200, answer.text
        return answer.json

    def shown(self, number: int = 1) -> Any:
        return self.call("operator", "GET", f"/{code(number)}").json


@pytest.fixture(scope="module")
def doors() -> Town:
    return Town()


def test_every_act_has_its_door() -> None:
    assert {each.path for each in OPERATIONS} == DOORS.keys()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("act", DOORS)
def test_whoever_has_no_business_there_is_not_even_told_what_the_form_looks_like(
    doors: Town, act: str, who: str
) -> None:
    answer = doors.call(who, "POST", f"/{code(9)}/{act}", json={"nothing": "of the kind"})
    is_let_in = (answer.status_code, answer.json["slug"]) != (403, "forbidden")
    assert is_let_in == (who in DOORS[act][1])


def test_an_officer_writes_a_leader_sends_back_and_approves() -> None:
    town = Town()
    assert town.do("ward", "answer").json["slug"] == "approval-needed"
    draft = town.done("ward", "draft", answer="Đã")["draft"]
    assert (draft["answer"], draft["outcome"], draft["submitted_at"]) == ("Đã", "explained", None)
    assert town.do("ward", "submit", answer="Đã sửa.", outcome="fixed").json["slug"] == "proof-needed"
    assert town.done("ward", "submit")["draft"]["submitted_at"]
    assert town.done("head", "send-back")["draft"]["remark"] == "Ghi rõ ngày."
    town.done("ward", "submit")
    answer = town.done("head", "approve")["answer"]
    assert (answer["by"], answer["approved_by"]) == ("desk:can-bo-phuong", "desk:head")
    assert (answer["proof"], answer["on_time"], answer["in_first_time"]) == (ANSWER["proof"], True, True)


def test_a_question_stops_the_clock_until_it_is_taken_back() -> None:
    town = Town()
    asked = town.done("ward", "ask")
    assert (asked["state"], asked["waiting"]["question"]) == ("waiting", "Cột số mấy?")
    assert asked["holders"][0]["paused_at"]
    resumed = town.done("ward", "resume")
    assert (resumed["state"], resumed["waiting"], resumed["history"][-1]["fact"]) == ("routed", None, "withdrawn")


def test_more_time_is_asked_for_and_decided() -> None:
    town = Town()
    first = town.shown()["due_at"]
    assert town.done("ward", "extension")["holders"][0]["extension"]["reason"] == "Chờ vật tư."
    town.done("shift lead", "extension/refuse")
    town.done("ward", "extension")
    longer = town.done("shift lead", "extension/grant")
    assert longer["due_at"].startswith("2026-12-02T02:00:00")
    assert longer["original_due_at"] == first


def test_several_agencies_work_on_one_answer() -> None:
    town = Town()
    assert town.call("health", "GET", f"/{code(1)}").status_code == 404
    town.done("operator", "coordinate")
    town.done("health", "accept")
    seen = town.done("health", "contribute")
    (part,) = [each for each in seen["holders"] if each["role"] == "coordinating"]
    assert (part["agency"], part["task"], part["contribution"]) == (HEALTH, "Kiểm tra.", "Không có ai.")


def test_steps_and_notes_are_kept() -> None:
    town = Town()
    assert town.done("ward", "progress")["stage"] == "da-nhan"
    assert town.do("ward", "progress", stage="bay-len-troi").json["slug"] == "unknown-stage"
    assert town.done("operator", "note")["history"][-1]["note"] == "Đã gọi anh An."


def test_the_shift_lead_stands_by_an_answer_the_citizen_objected_to() -> None:
    town = Town()
    town.done("head", "answer")
    objection = CaseRated(
        code=code(1), rating="unsatisfied", comment="Lại tắt.", not_fixed=True, answered_at=NOON, rated_at=NOON
    )
    town.application.on_rated([Event.of(objection, source="/publish", subject=code(1), at=NOON)])
    reopened = town.shown()
    assert (reopened["state"], reopened["reopened"], reopened["rating"]) == ("reopened", 1, "unsatisfied")
    upheld = town.done("shift lead", "uphold")
    assert (upheld["state"], len(upheld["earlier"])) == ("answered", 1)


def test_a_case_is_listed_under_what_somebody_made_of_it() -> None:
    town = Town()
    town.application.route_cases([received(5, category=None)])
    about = {"category": "khong-quy-tac", "area": None, "urgency": "urgent", "kind": "question"}
    town.call("operator", "POST", f"/{code(5)}/classify", json=about)
    shown = town.shown(5)
    assert {name: shown[name] for name in about} == about


def test_files_of_another_agency_cannot_be_named() -> None:
    town = Town()
    answer = town.do("head", "answer", **{**ANSWER, "files": ["01M832S9ZB3V7Q0E6T2KX5N8RA"]})
    assert (answer.status_code, answer.json["slug"]) == (409, "unknown-file")
