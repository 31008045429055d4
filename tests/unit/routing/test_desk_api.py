"""The desk over HTTP: who sees what, who may do what, and how it is refused."""

import pytest

from services.routing.domain.case import State
from tests.unit.routing.builders import code
from tests.unit.routing.catalogs import CENTRE, HEALTH
from tests.unit.routing.site import DeskSite

ANSWER = {"answer": "Đã sửa xong.", "outcome": "fixed"}


@pytest.fixture
def desk():
    return DeskSite()


@pytest.mark.parametrize(
    ("who", "query", "numbers"),
    [
        ("operator", "", [4, 3, 2, 1]),  # operators see all
        ("operator", "?state=triage", [4]),
        ("operator", f"?agency={HEALTH}", [3]),
        ("ward", "", [2, 1]),  # officers see their own
        ("health", "?state=routed", [3]),
        ("operator", "?page_size=3&page=2", [1]),
    ],
)
def test_lists_show_what_the_account_may_see(desk, who, query, numbers):
    answer = desk.call(who, "GET", query)
    assert answer.status_code == 200
    assert [each["code"] for each in answer.json["cases"]] == [code(n) for n in numbers]


def test_a_list_holds_no_contact(desk):
    assert "Nguyễn Văn An" not in desk.call("operator", "GET", "").text


def test_a_case_holds_its_contact_masked(desk):
    for who in ("operator", "ward"):
        shown = desk.call(who, "GET", f"/{code(2)}").json
        assert shown["contact"] == {"name": "N. V. A.", "phone": "09xx xxx x12", "email": "a…@example.org"}
    assert desk.case_store.looks.all == []


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("operator", 4, 200),  # the centre may call the citizen
        ("ward", 1, 403),  # no consent
        ("ward", 2, 200),  # consent
        ("health", 2, 404),  # another agency's
        ("leader", 4, 403),  # figures, not letters
    ],
)
def test_the_contact_is_shown_only_where_it_may_be_and_the_look_is_written_down(desk, who, number, status):
    answer = desk.call(who, "POST", f"/{code(number)}/contact", json={"why": "gọi lại"})
    assert answer.status_code == status
    assert ("Nguyễn Văn An" in answer.text) is (status == 200)
    assert [each.why for each in desk.case_store.looks.all] == ["gọi lại"] * (status == 200)


def test_a_case_is_shown_with_deadline_reason_and_history(desk):
    shown = desk.call("ward", "GET", f"/{code(1)}").json
    assert shown["due_reason_vi"].startswith("Hạn: ")
    assert shown["trace"][-1] == "Giao UBND phường Pleiku."
    assert [each["did"] for each in shown["history"]] == ["routed"]
    assert "act" not in shown["history"][0]


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "status", "slug"),
    [
        (None, "GET", "", None, 401, "unauthenticated"),
        ("khong-phai-token", "GET", "", None, 401, "unauthenticated"),
        ("leader", "GET", "", None, 403, "forbidden"),  # figures, not letters
        ("ward", "GET", f"?agency={HEALTH}", None, 403, "forbidden"),
        ("ward", "GET", f"/{code(3)}", None, 404, "unknown-case"),
        ("operator", "GET", f"/{code(9)}", None, 404, "unknown-case"),
        ("operator", "GET", "/%00", None, 404, "unknown-case"),
        ("operator", "GET", "?page=0", None, 422, "invalid"),
        ("operator", "GET", "?state=lost", None, 422, "invalid"),
        ("operator", "POST", f"/{code(4)}/accept", None, 403, "forbidden"),
        ("ward", "POST", f"/{code(1)}/reassign", {"agency": HEALTH}, 403, "forbidden"),
        ("operator", "POST", f"/{code(1)}/reassign", {"agency": HEALTH}, 409, "not-in-triage"),
        ("operator", "POST", f"/{code(4)}/reassign", {"agency": "khong-co"}, 409, "unknown-agency"),
        ("operator", "POST", f"/{code(4)}/reassign", {"agency": CENTRE}, 409, "already-at-the-centre"),
        ("operator", "POST", f"/{code(1)}/answer", ANSWER, 403, "not-your-case"),
        ("ward", "POST", f"/{code(1)}/answer", {"answer": " \u200b", "outcome": "fixed"}, 422, "invalid"),
        ("ward", "POST", f"/{code(1)}/answer", {**ANSWER, "outcome": "gone"}, 422, "invalid"),
        ("ward", "POST", f"/{code(1)}/answer", {**ANSWER, "more": 1}, 422, "invalid"),
        ("ward", "POST", f"/{code(1)}/return", {"reason": "Không rõ", "suggestion": "khong-co"}, 409, "unknown-agency"),
        ("ward", "POST", f"/{code(1)}/return", {}, 422, "invalid"),
        ("ward", "DELETE", f"/{code(1)}", None, 405, "method-not-allowed"),
    ],
)
def test_refusals_are_problem_details(desk, who, method, path, body, status, slug):
    answer = desk.call(who, method, path, json=body)
    assert (answer.status_code, answer.json["slug"]) == (status, slug)
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"] and answer.json["detail_en"]


def test_a_body_that_is_not_json_is_refused(desk):
    assert desk.call("ward", "POST", f"/{code(1)}/answer", data="answer=x").status_code == 415


def test_half_a_character_is_refused(desk):
    body = b'{"answer": "\\ud800", "outcome": "fixed"}'
    answer = desk.call("ward", "POST", f"/{code(1)}/answer", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)


def test_an_officer_accepts_and_answers(desk):
    accepted = desk.call("ward", "POST", f"/{code(1)}/accept")
    assert (accepted.status_code, accepted.json["state"]) == (200, "accepted")
    answered = desk.call("ward", "POST", f"/{code(1)}/answer", json=ANSWER)
    assert answered.json["answer"]["by"] == "desk:can-bo-phuong"
    assert desk.cases.by_code[code(1)].state is State.ANSWERED


def test_an_officer_returns_and_an_operator_reassigns(desk):
    returned = desk.call("ward", "POST", f"/{code(1)}/return", json={"reason": "Không phải.", "suggestion": HEALTH})
    assert returned.json["state"] == "triage"
    assert desk.call("ward", "GET", f"/{code(1)}").status_code == 404
    moved = desk.call("operator", "POST", f"/{code(1)}/reassign", json={"agency": HEALTH, "note": "Đúng thẩm quyền"})
    assert (moved.json["agency"], moved.json["history"][-1]["note"]) == (HEALTH, "Đúng thẩm quyền")
    assert desk.call("health", "GET", f"/{code(1)}").status_code == 200


def test_an_operator_answers_directly(desk):
    assert desk.call("operator", "POST", f"/{code(4)}/answer", json=ANSWER).json["state"] == "answered"


@pytest.mark.parametrize(
    ("path", "body"),
    [("accept", None), ("answer", ANSWER), ("return", {"reason": "Không phải của phường."})],
)
def test_a_request_sent_again_with_its_key_gets_the_same_answer(desk, path, body):
    send = lambda: desk.call("ward", "POST", f"/{code(1)}/{path}", json=body, headers={"Idempotency-Key": "k-1"})  # noqa: E731
    first, second = send(), send()
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json == second.json


def test_a_key_used_for_something_else_is_a_conflict(desk):
    headers = {"Idempotency-Key": "k-1"}
    desk.call("ward", "POST", f"/{code(1)}/accept", headers=headers)
    answer = desk.call("ward", "POST", f"/{code(1)}/answer", json=ANSWER, headers=headers)
    assert (answer.status_code, answer.json["slug"]) == (409, "idempotency-key-reused")


def test_a_closed_account_gets_no_further(desk):
    desk.application.close_account("can-bo-phuong")
    assert desk.call("ward", "GET", "").status_code == 401
