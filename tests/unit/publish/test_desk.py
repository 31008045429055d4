"""What editors do over the desk API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.publish.site import CODE, EDITOR_TOKEN, OPERATOR_TOKEN, PRIVATE, WAITING, a_site, bearer

DESK = "/api/desk/publications"


@pytest.fixture
def client() -> Any:
    return a_site().test_client()


def test_the_original_is_shown_beside_the_public_text(client: Any) -> None:
    waiting = client.get(DESK, **bearer(EDITOR_TOKEN)).json["publications"]
    assert [each["code"] for each in waiting] == [WAITING]
    answer = waiting[0]["answer"]
    hidden = [answer["original"][span["start"] : span["end"]] for span in answer["spans"]]
    assert hidden == ["An", "0905 000 001"]
    assert "0905" not in answer["public"]


def test_an_approved_case_is_public_at_once(client: Any) -> None:
    assert client.post(f"{DESK}/{WAITING}/publish", **bearer(EDITOR_TOKEN)).json["state"] == "published"
    assert client.get(f"/api/cases/{WAITING}").status_code == 200


def test_a_withheld_case_is_gone_at_once(client: Any) -> None:
    answer = client.post(f"{DESK}/{CODE}/withhold", json={"reason": "có tên người khác"}, **bearer(EDITOR_TOKEN))
    assert answer.json["decided_by"] == "desk:bien-tap"
    assert client.get(f"/api/cases/{CODE}").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "token", "status", "slug"),
    [
        (f"{CODE}/publish", None, OPERATOR_TOKEN, 403, "forbidden"),  # operators do not publish
        (f"{CODE}/publish", None, "guessed", 401, "unauthenticated"),
        (f"{PRIVATE}/publish", None, EDITOR_TOKEN, 409, "never-published"),
        ("0000000000000/publish", None, EDITOR_TOKEN, 404, "unknown-case"),
        (f"{CODE}/withhold", {"reason": " "}, EDITOR_TOKEN, 422, "reason-missing"),
        (f"{CODE}/withhold", {}, EDITOR_TOKEN, 422, None),
    ],
)
def test_refusals_are_problems(client: Any, path: str, body: Any, token: str, status: int, slug: str | None) -> None:
    answer = client.post(f"{DESK}/{path}", json=body, **bearer(token))
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert slug in (None, answer.json["slug"])


def test_tracking_by_program_shows_state_agency_due_time_and_answer(client: Any) -> None:
    progress = client.post("/api/track", json={"code": PRIVATE, "pin": "0001"}).json
    assert (progress["state"], progress["agency"], progress["path"]) == ("withheld", "ubnd-phuong-pleiku", None)
    assert progress["due"]["reason_vi"] == "hạn: hai ngày làm việc"
    assert progress["answer"]["text"].startswith("Đã thay bóng đèn")


def test_no_public_answer_of_the_api_names_the_contact(client: Any) -> None:
    for path in ("/api/cases", f"/api/cases/{CODE}", "/api/cases?q=den"):
        said = client.get(path).text
        assert "0905" not in said and "anh An" not in said and "12 Hùng" not in said
