"""What editors do over the desk API: read the queue, look, decide."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.publish.site import (
    CODE,
    DESK_KEY,
    EDITOR_TOKEN,
    LEAD_TOKEN,
    OPERATOR_TOKEN,
    PRIVATE,
    WAITING,
    a_portal,
    a_site,
    bearer,
    on_behalf,
)

DESK = "/api/desk/publications"


@pytest.fixture
def portal() -> Any:
    return a_portal()


@pytest.fixture
def client(portal: Any) -> Any:
    return a_site(portal).test_client()


def opened(client: Any, code: str = WAITING) -> Any:
    return client.get(f"{DESK}/{code}", **bearer(EDITOR_TOKEN)).json


def test_the_queue_shows_what_waits_as_the_public_would_read_it(client: Any) -> None:
    queue = client.get(DESK, **bearer(EDITOR_TOKEN)).json
    assert [each["code"] for each in queue["publications"]] == [WAITING]
    assert queue["counts"] == {"waiting": 1, "published": 1, "withheld": 0}  # a private case is nobody's to decide
    assert queue["publications"][0]["hidden"] == 3 and "0905" not in str(queue) and "12 Hùng" not in str(queue)


def test_the_queue_is_narrowed_by_category_and_agency_and_has_an_end(client: Any) -> None:
    def codes(**query: str) -> list[str]:
        return [
            each["code"] for each in client.get(DESK, query_string=query, **bearer(EDITOR_TOKEN)).json["publications"]
        ]

    assert codes(category="hanh-chinh") == codes(agency="ubnd-phuong-pleiku") == [WAITING]
    assert codes(category="ha-tang") == codes(agency="so-y-te") == []
    assert codes(state="published") == [CODE]


def test_the_original_is_shown_beside_the_public_text_and_the_look_is_written_down(client: Any, portal: Any) -> None:
    answer = opened(client)["answer"]
    hidden = [answer["original"][span["start"] : span["end"]] for span in answer["spans"]]
    assert hidden == ["An", "0905 000 001"]
    assert "0905" not in answer["public"]
    [look] = portal.editing.looks.all
    assert (look.account, look.role, look.code) == ("bien-tap", "editor", WAITING)


def test_an_approved_case_is_public_at_once(client: Any) -> None:
    version = opened(client)["version"]
    answer = client.post(f"{DESK}/{WAITING}/publish?version={version}", **bearer(EDITOR_TOKEN))
    assert answer.json["state"] == "published"
    assert client.get(f"/api/cases/{WAITING}").status_code == 200


def test_a_case_taken_back_leaves_a_stone_that_says_when_and_why(client: Any, portal: Any) -> None:
    body = {"ground": "third-person", "reason": "có tên người khác"}
    answer = client.post(f"{DESK}/{CODE}/withhold", json=body, **bearer(EDITOR_TOKEN))
    assert answer.json["decided_by"] == "desk:bien-tap"
    gone = client.get(f"/api/cases/{CODE}")
    assert (gone.status_code, gone.json["slug"], gone.json["ground"]) == (410, "case-taken-back", "third-person")
    page = client.get(f"/ca/{CODE}")
    assert page.status_code == 410 and "lúc 17:00 23/11/2026, vì nói về một người khác" in page.text
    assert client.get("/api/cases").json["cases"] == []
    assert [event.data.ground for event, _ in portal.cases.told if event.type == "case.withheld"][-1] == "third-person"


def test_a_case_that_was_never_public_leaves_no_stone(client: Any) -> None:
    client.post(f"{DESK}/{WAITING}/withhold", json={"ground": "insult", "reason": "chửi bới"}, **bearer(EDITOR_TOKEN))
    assert client.get(f"/ca/{WAITING}").status_code == 404


def test_a_case_taken_back_can_be_published_again(client: Any) -> None:
    client.post(f"{DESK}/{CODE}/withhold", json={"ground": "wrong-answer", "reason": "sai"}, **bearer(EDITOR_TOKEN))
    assert client.post(f"{DESK}/{CODE}/publish", **bearer(EDITOR_TOKEN)).status_code == 200
    assert client.get(f"/ca/{CODE}").status_code == 200


def test_of_two_editors_at_once_the_second_is_told(client: Any) -> None:
    version = opened(client)["version"]
    withheld = {"ground": "insult", "reason": "chửi bới", "version": version}
    assert client.post(f"{DESK}/{WAITING}/withhold", json=withheld, **bearer(EDITOR_TOKEN)).status_code == 200
    second = client.post(f"{DESK}/{WAITING}/publish?version={version}", **bearer(LEAD_TOKEN))
    assert (second.status_code, second.json["slug"]) == (409, "publication-changed")
    assert "bien-tap" in second.json["detail"]


def test_the_same_decision_twice_is_one_decision(client: Any, portal: Any) -> None:
    body = {"ground": "insult", "reason": "chửi bới", "version": opened(client)["version"]}
    told = len(portal.cases.told)
    for _ in range(2):
        assert client.post(f"{DESK}/{WAITING}/withhold", json=body, **bearer(EDITOR_TOKEN)).status_code == 200
    assert len(portal.cases.told) == told + 1


def test_the_desk_asks_on_behalf_of_who_is_signed_in_there(client: Any) -> None:
    assert client.get(DESK, **on_behalf("bien-tap", DESK_KEY)).status_code == 200
    assert client.get(DESK, **on_behalf("truc-tong-dai", DESK_KEY)).status_code == 403
    assert client.get(DESK, **on_behalf("bien-tap", "another key of the desk")).status_code == 401


@pytest.mark.parametrize(
    ("path", "body", "token", "status", "slug"),
    [
        (f"{CODE}/publish", None, OPERATOR_TOKEN, 403, "forbidden"),  # operators do not publish
        (f"{CODE}/publish", None, "guessed", 401, "unauthenticated"),
        (f"{PRIVATE}/publish", None, EDITOR_TOKEN, 409, "never-published"),
        ("0000000000000/publish", None, EDITOR_TOKEN, 404, "unknown-case"),
        (f"{CODE}/withhold", {"reason": " "}, EDITOR_TOKEN, 422, None),
        (f"{CODE}/withhold", {}, EDITOR_TOKEN, 422, None),
        (f"{CODE}/withhold", {"ground": "because", "reason": "vì thế"}, EDITOR_TOKEN, 422, None),
    ],
)
def test_refusals_are_problems(client: Any, path: str, body: Any, token: str, status: int, slug: str | None) -> None:
    answer = client.post(f"{DESK}/{path}", json=body, **bearer(token))
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert slug in (None, answer.json["slug"])


def test_a_private_case_is_shown_to_no_editor(client: Any, portal: Any) -> None:
    answer = client.get(f"{DESK}/{PRIVATE}", **bearer(EDITOR_TOKEN))
    assert (answer.status_code, answer.json["slug"]) == (409, "never-published")
    assert portal.editing.looks.all == []


def test_tracking_by_program_shows_state_agency_due_time_and_answer(client: Any) -> None:
    progress = client.post("/api/track", json={"code": PRIVATE, "pin": "0001"}).json
    assert (progress["state"], progress["agency"], progress["path"]) == ("withheld", "ubnd-phuong-pleiku", None)
    assert progress["due"]["reason_vi"] == "hạn: hai ngày làm việc"
    assert progress["answer"]["text"].startswith("Đã thay bóng đèn")


def test_no_public_answer_of_the_api_names_the_contact(client: Any) -> None:
    for path in ("/api/cases", f"/api/cases/{CODE}", "/api/cases?q=den"):
        said = client.get(path).text
        assert "0905" not in said and "anh An" not in said and "12 Hùng" not in said
