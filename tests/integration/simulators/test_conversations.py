"""What Zalo and Facebook list of a conversation: only to who may ask, only of one user, the newest first."""

import json
from datetime import timedelta

import pytest
import requests

from tests.simulators.facebook import FacebookSimulator
from tests.simulators.zalo import ZaloSimulator


@pytest.fixture
def zalo():
    with ZaloSimulator() as simulator:
        simulator.night_rule = "none"
        yield simulator


@pytest.fixture
def facebook():
    with FacebookSimulator() as simulator:
        yield simulator


def listed(zalo, user="u1", offset=0, count=10, token=None, data=None):
    asked = json.dumps({"user_id": user, "offset": offset, "count": count}) if data is None else data
    headers = {"access_token": zalo.tokens.access() if token is None else token}
    url = f"{zalo.openapi_url}/v2.0/oa/conversation"
    return requests.get(url, params={"data": asked}, headers=headers, timeout=5).json()


def answer(zalo, user, text):
    body = {"recipient": {"user_id": user}, "message": {"text": text}}
    headers = {"access_token": zalo.tokens.access()}
    return requests.post(f"{zalo.openapi_url}/v3.0/oa/message/cs", json=body, headers=headers, timeout=5).json()


def test_zalo_lists_both_sides_newest_first_and_nobody_elses(zalo):
    zalo.say("u1", "Đèn hỏng", msg_id="m1")
    zalo.say("u2", "Việc khác")
    zalo.clock.advance(seconds=1)
    sent = answer(zalo, "u1", "Ở đâu ạ?")["data"]["message_id"]
    lines = listed(zalo)["data"]
    assert [(each["src"], each["message_id"], each["message"]) for each in lines] == [
        (0, sent, "Ở đâu ạ?"),
        (1, "m1", "Đèn hỏng"),
    ]
    assert lines[0]["time"] - lines[1]["time"] >= 1000
    assert (lines[0]["to_id"], lines[1]["from_id"]) == ("u1", "u1")


def test_zalo_lists_ten_at_a_time(zalo):
    for number in range(12):
        zalo.say("u1", f"lần {number}")
        zalo.clock.advance(seconds=1)
    zalo.say("u1", "lần 11 nữa", msg_id="same")
    zalo.say("u1", "lần 11 nữa", msg_id="same")
    pages = [[each["message"] for each in listed(zalo, offset=offset)["data"]] for offset in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 3, 0]
    assert pages[0][:2] + pages[1][-1:] == ["lần 11 nữa", "lần 11", "lần 0"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"token": "another"}, -216),
        ({"user": "stranger"}, -201),
        ({"count": 11}, -201),
        ({"count": 0}, -201),
        ({"offset": -1}, -201),
        ({"count": "10"}, -201),
        ({"data": "user_id=u1"}, -201),
    ],
)
def test_zalo_refuses_what_is_not_exactly_right(zalo, wrong, code):
    zalo.say("u1", "xin chào")
    refused = listed(zalo, **wrong)
    assert refused["error"] == code
    assert "data" not in refused


FIELDS = "messages{id,created_time,from,message}"


def conversations(facebook, path="me/conversations", token=None, **change):
    asked = {"platform": "messenger", "user_id": "p1", "fields": FIELDS} | change
    bearer = facebook.credentials.page_token if token is None else token
    headers = {"Authorization": f"Bearer {bearer}"}
    return requests.get(f"{facebook.url}/v23.0/{path}", params=asked, headers=headers, timeout=5)


def reply(facebook, user, text):
    body = {"recipient": {"id": user}, "messaging_type": "RESPONSE", "message": {"text": text}}
    headers = {"Authorization": f"Bearer {facebook.credentials.page_token}"}
    return requests.post(f"{facebook.url}/v23.0/me/messages", json=body, headers=headers, timeout=5).json()


def test_facebook_lists_both_sides_newest_first_and_nobody_elses(facebook):
    facebook.say("p1", "Đèn hỏng", mid="m_1")
    facebook.say("p2", "Việc khác")
    facebook.clock.advance(seconds=1)
    sent = reply(facebook, "p1", "Ở đâu ạ?")["message_id"]
    (found,) = conversations(facebook).json()["data"]
    lines = found["messages"]["data"]
    assert [(each["id"], each["message"]) for each in lines] == [(sent, "Ở đâu ạ?"), ("m_1", "Đèn hỏng")]
    assert [each["from"]["id"] for each in lines] == [facebook.credentials.page_id, "p1"]
    assert lines[0]["created_time"].endswith("+0000")
    assert "next" not in found["messages"]["paging"]


def test_facebook_pages_by_cursor_and_tells_the_words_of_twenty(facebook):
    for number in range(30):
        facebook.clock.advance(seconds=1)
        facebook.say("p1", f"lần {number}")
    (found,) = conversations(facebook).json()["data"]
    first = found["messages"]
    assert len(first["data"]) == 25
    assert [("message" in each) for each in first["data"]] == [True] * 20 + [False] * 5
    after, fields = first["paging"]["cursors"]["after"], "id,created_time"
    rest = conversations(facebook, f"{found['id']}/messages", fields=fields, after=after).json()
    assert len(rest["data"]) == 5
    assert "next" in first["paging"]
    assert "next" not in rest["paging"]


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"token": "another"}, 401, 190),
        ({"platform": "instagram"}, 400, 100),
        ({"fields": "messages{shares}"}, 400, 100),
        ({"fields": "messages.limit(0){id}"}, 400, 100),
        ({"fields": "everything"}, 400, 100),
        ({"path": "4711/conversations"}, 400, 100),
    ],
)
def test_facebook_refuses_what_is_not_exactly_right(facebook, wrong, status, code):
    facebook.say("p1", "xin chào")
    refused = conversations(facebook, **wrong)
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)


def test_facebook_has_no_conversation_with_somebody_who_never_wrote(facebook):
    assert conversations(facebook, user_id="stranger").json() == {"data": []}
    facebook.comment("p3", "Đường hỏng")
    assert conversations(facebook, user_id="p3").json() == {"data": []}


def test_what_was_said_before_stays_in_the_conversation_at_its_time(zalo):
    zalo.say("u1", "hôm qua")
    zalo.clock.advance(days=1)
    zalo.say("u1", "hôm nay")
    today, yesterday = listed(zalo)["data"]
    assert today["time"] - yesterday["time"] >= timedelta(days=1).total_seconds() * 1000
