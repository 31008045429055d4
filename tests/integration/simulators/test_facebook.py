"""The page: signatures, windows, private replies, error codes, batches."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
import requests

from tests.simulators.facebook import FacebookSimulator, Twist
from tests.waiting import eventually


@pytest.fixture
def facebook(receiver):
    with FacebookSimulator(webhook_url=f"{receiver.url}/webhooks/facebook") as simulator:
        simulator.echoes = simulator.receipts = False
        yield simulator


def send(facebook, token=None, **change):
    body = {"recipient": {"id": "p1"}, "messaging_type": "RESPONSE", "message": {"text": "Đã tiếp nhận"}} | change
    query = {"access_token": facebook.credentials.page_token if token is None else token}
    return requests.post(f"{facebook.url}/v21.0/me/messages", params=query, json=body, timeout=5)


def code(answer):
    error = answer.json().get("error", {})
    return error.get("code", 0), error.get("error_subcode", 0)


REPLY = {"content_type": "text", "title": "Đồng ý", "payload": "dong-y"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (0, 0)),
        ({"token": "another"}, (190, 0)),
        ({"recipient": {"id": "stranger"}}, (100, 2018001)),
        ({"recipient": {}}, (100, 0)),
        ({"recipient": {"id": "p1", "comment_id": "c1"}}, (100, 0)),
        ({"messaging_type": ""}, (100, 0)),
        ({"messaging_type": "MESSAGE_TAG"}, (100, 0)),
        ({"messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE"}, (100, 0)),
        ({"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}, (0, 0)),
        ({"message": {"text": "a" * 2000}}, (0, 0)),
        ({"message": {"text": "a" * 2001}}, (100, 0)),
        ({"message": {"text": ""}}, (100, 0)),
        ({"message": {"text": "a", "quick_replies": [REPLY] * 13}}, (0, 0)),
        ({"message": {"text": "a", "quick_replies": [REPLY] * 14}}, (100, 0)),
        ({"message": {"text": "a", "quick_replies": [{**REPLY, "title": "x" * 21}]}}, (100, 0)),
        ({"message": {"text": "a", "metadata": 5}}, (100, 0)),
        ({"unknown": 1}, (100, 0)),
    ],
)
def test_a_message_must_be_exactly_right(facebook, change, expected):
    facebook.say("p1", "xin chào")
    answer = send(facebook, **change)
    assert code(answer) == expected
    assert (answer.status_code == 200) is (expected == (0, 0))
    assert len(facebook.sent()) == (1 if expected == (0, 0) else 0)


@pytest.mark.parametrize(
    ("hours", "tag", "expected"),
    [(23, "", (0, 0)), (25, "", (10, 2018278)), (25, "HUMAN_AGENT", (0, 0)), (169, "HUMAN_AGENT", (10, 2018278))],
)
def test_windows_follow_the_last_message(facebook, hours, tag, expected):
    facebook.directory.meet("p1", facebook.clock.now() - timedelta(hours=hours))
    kind = {"messaging_type": "MESSAGE_TAG", "tag": tag} if tag else {}
    assert code(send(facebook, **kind)) == expected


def test_somebody_may_be_unavailable(facebook):
    facebook.say("p1", "xin chào")
    facebook.person("p1").unavailable = True
    assert code(send(facebook)) == (551, 1545041)


def test_a_comment_is_answered_in_private_once_and_within_seven_days(facebook, receiver):
    facebook.comment("p2", "Đường hỏng", comment_id="1_5")
    assert receiver.json()[0]["entry"][0]["changes"][0]["value"]["comment_id"] == "1_5"
    assert code(send(facebook, recipient={"id": "p2"})) == (10, 2018278)
    private = {"recipient": {"comment_id": "1_5"}}
    assert send(facebook, **private).json()["recipient_id"] == "p2"
    assert code(send(facebook, **private)) == (10900, 0)
    facebook.comment("p2", "nữa", comment_id="1_6")
    facebook.clock.advance(days=8)
    assert code(send(facebook, recipient={"comment_id": "1_6"})) == (10901, 0)


def test_a_comment_can_be_changed_and_taken_away(facebook, receiver):
    facebook.comment("p2", "Đường hỏng", comment_id="1_5")
    facebook.edit_comment("1_5", "Đường Hùng Vương hỏng")
    facebook.remove_comment("1_5")
    told = [each["entry"][0]["changes"][0]["value"] for each in receiver.json()]
    assert [(each["verb"], each.get("message")) for each in told] == [
        ("add", "Đường hỏng"),
        ("edited", "Đường Hùng Vương hỏng"),
        ("remove", None),
    ]
    with pytest.raises(LookupError):
        facebook.remove_comment("1_6")


def test_limits_and_planned_errors(facebook):
    facebook.say("p1", "xin chào")
    facebook.faults.fail("10/2018278")
    facebook.faults.fail(4)
    assert [code(send(facebook)) for _ in range(3)] == [(10, 2018278), (4, 0), (0, 0)]
    facebook.faults.limit(1)
    assert [code(send(facebook)) for _ in range(2)] == [(0, 0), (613, 0)]


def signed(facebook, arrived):
    digest = hmac.new(facebook.credentials.app_secret.encode(), arrived.body, hashlib.sha256).hexdigest()
    return arrived.headers.get("X-Hub-Signature-256") == f"sha256={digest}"


@pytest.mark.parametrize(
    ("twist", "right"),
    [
        (Twist.NONE, True),
        (Twist.UNSIGNED, False),
        (Twist.WRONGLY_SIGNED, False),
        (Twist.TAMPERED, False),
        (Twist.STALE, True),
    ],
)
def test_webhooks_are_signed_over_the_raw_body(facebook, receiver, twist, right):
    facebook.say("p1", "Đèn đường hỏng", twist=twist)
    assert signed(facebook, receiver.arrived[0]) is right


def test_what_failed_comes_again_as_one_batch(facebook, receiver):
    facebook.courier.delays = (0.3, 0.3)
    receiver.statuses = [500, 500]
    first, second = facebook.say("p1", "một"), facebook.say("p1", "hai")
    eventually(lambda: first.accepted and second.accepted)
    texts = [entry["messaging"][0]["message"]["text"] for entry in receiver.json()[-1]["entry"]]
    assert (len(receiver.arrived), texts) == (3, ["một", "hai"])
    assert signed(facebook, receiver.arrived[-1])


def test_several_events_can_come_as_one_batch(facebook, receiver):
    facebook.deliver_all([facebook.text_event("p1", each) for each in "abc"], order="batch")
    assert (len(receiver.arrived), len(receiver.json()[0]["entry"])) == (1, 3)


def test_metadata_comes_back_in_the_echo(facebook, receiver):
    facebook.say("p1", "xin chào")
    facebook.echoes = facebook.receipts = True
    sent = send(facebook, message={"text": "Chào bà", "metadata": "notify:1"}).json()["message_id"]
    eventually(lambda: len(receiver.arrived) == 3)
    echo, receipt = (each["entry"][0]["messaging"][0] for each in receiver.json()[1:])
    assert (echo["message"]["is_echo"], echo["message"]["metadata"], echo["message"]["mid"]) == (True, "notify:1", sent)
    assert receipt["delivery"]["mids"] == [sent]


def test_a_quick_reply_says_title_and_payload(facebook, receiver):
    facebook.say("p1", "xin chào")
    send(facebook, message={"text": "Chọn", "quick_replies": [REPLY]})
    facebook.press("p1", "Đồng ý")
    message = receiver.json()[-1]["entry"][0]["messaging"][0]["message"]
    assert (message["text"], message["quick_reply"]) == ("Đồng ý", {"payload": "dong-y"})


def test_pictures_can_be_downloaded_and_places_have_degrees(facebook, receiver):
    facebook.send_file("p1", "image", "a.jpg", b"jpeg")
    facebook.send_location("p1", 13.98, 108.0)
    picture, place = (each["entry"][0]["messaging"][0]["message"]["attachments"][0] for each in receiver.json())
    assert requests.get(picture["payload"]["url"], timeout=5).content == b"jpeg"
    assert place["payload"]["coordinates"] == {"lat": 13.98, "long": 108.0}


def test_the_page_asks_whether_its_webhooks_are_expected(facebook, receiver):
    facebook.verify(challenge="77")
    asked = receiver.arrived[0].query
    assert asked == {
        "hub.mode": "subscribe",
        "hub.verify_token": facebook.credentials.verify_token,
        "hub.challenge": "77",
    }


def test_the_control_api_does_the_same(facebook, receiver):
    control = f"{facebook.url}/control"
    said = requests.post(f"{control}/say", json={"user": "p1", "kind": "comment", "text": "hỏng"}, timeout=5).json()
    assert (said["statuses"], json.loads(said["body"])["object"]) == ([200], "page")
    assert requests.get(f"{control}/sent", timeout=5).json() == {"messages": []}
