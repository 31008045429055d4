"""Zalo's webhooks: signed over raw bytes, delivered again without a 200, and damaged on demand."""

import hashlib
import json

import pytest
import requests

from tests.simulators.zalo import Twist, ZaloSimulator
from tests.waiting import eventually


@pytest.fixture
def zalo(receiver):
    with ZaloSimulator(webhook_url=f"{receiver.url}/webhooks/zalo") as simulator:
        yield simulator


def rightly_signed(zalo, arrived, timestamp=None):
    timestamp = timestamp or json.loads(arrived.body)["timestamp"]
    text = zalo.credentials.app_id.encode() + arrived.body + timestamp.encode() + zalo.credentials.oa_secret.encode()
    return arrived.headers.get("X-Zevent-Signature") == f"mac={hashlib.sha256(text).hexdigest()}"


def test_a_text_arrives_signed_with_ids_as_text(zalo, receiver):
    assert zalo.say("u1", "Đèn đường hỏng").status == 200
    assert rightly_signed(zalo, receiver.arrived[0])
    event = receiver.json()[0]
    assert event["message"]["text"] == "Đèn đường hỏng"
    assert (event["sender"]["id"], event["recipient"]["id"]) == ("u1", zalo.credentials.oa_id)
    assert isinstance(event["timestamp"], str)


@pytest.mark.parametrize(
    ("twist", "signed", "is_json", "times"),
    [
        (Twist.NONE, True, True, 1),
        (Twist.DUPLICATED, True, True, 2),
        (Twist.CONCURRENT, True, True, 2),
        (Twist.TRUNCATED, True, False, 1),
        (Twist.GIBBERISH, True, False, 1),
        (Twist.UNSIGNED, False, True, 1),
        (Twist.WRONGLY_SIGNED, False, True, 1),
        (Twist.TAMPERED, False, True, 1),
        (Twist.OVERSIZED, True, True, 1),
        (Twist.STALE, True, True, 1),
    ],
)
def test_each_twist_is_what_it_says(zalo, receiver, twist, signed, is_json, times):
    event = zalo.text_event("u1", "Đèn đường hỏng")
    zalo.tell(event, twist)
    arrived = receiver.arrived[0]
    assert len(receiver.arrived) == times
    timestamp = None if is_json else event["timestamp"]
    assert rightly_signed(zalo, arrived, timestamp) is signed
    assert _is_json(arrived.body) is is_json
    assert (len(arrived.body) > 4_000_000) is (twist is Twist.OVERSIZED)


def test_a_cut_connection_never_becomes_an_accepted_request(zalo):
    assert not zalo.say("u1", "Đèn đường hỏng", twist=Twist.CUT).accepted


def test_without_200_it_comes_again_and_says_how_often(zalo, receiver):
    zalo.courier.delays = (0.05, 0.05)
    receiver.statuses = [503, 500]
    delivery = zalo.say("u1", "Đèn đường hỏng")
    eventually(lambda: delivery.statuses == [503, 500, 200])
    assert [each.headers["Num-Retry"] for each in receiver.arrived] == ["0", "1", "2"]
    assert len({each.body for each in receiver.arrived}) == 1


def test_two_seconds_are_the_limit(zalo, receiver):
    zalo.courier.time_limit, zalo.courier.retries, receiver.slow = 0.2, False, 0.5
    delivery = zalo.say("u1", "Đèn đường hỏng")
    assert (delivery.statuses, delivery.given_up) == ([-1], True)


def test_it_gives_up_after_the_last_attempt(zalo, receiver):
    zalo.courier.delays, receiver.statuses = (0.01,), [500] * 5
    delivery = zalo.say("u1", "Đèn đường hỏng")
    eventually(lambda: delivery.given_up)
    assert delivery.statuses == [500, 500]


def test_events_can_come_in_the_wrong_order(zalo, receiver):
    zalo.deliver_all([zalo.text_event("u1", each) for each in "abc"], order="reversed")
    assert [each["message"]["text"] for each in receiver.json()] == ["c", "b", "a"]


def test_files_can_be_downloaded_for_a_day(zalo, receiver):
    zalo.send_file("u1", "image", "ảnh.jpg", b"jpeg", text="đây")
    payload = receiver.json()[0]["message"]["attachments"][0]["payload"]
    assert requests.get(payload["url"], timeout=5).content == b"jpeg"
    zalo.clock.advance(hours=25)
    assert requests.get(payload["url"], timeout=5).status_code == 404


def test_a_place_comes_as_an_attachment(zalo, receiver):
    zalo.send_location("u1", 13.98, 108.0)
    attached = receiver.json()[0]["message"]["attachments"][0]
    assert attached == {"type": "location", "payload": {"coordinates": {"latitude": "13.98", "longitude": "108.0"}}}


def test_a_button_says_its_payload(zalo, receiver):
    zalo.say("u1", "xin chào")
    query = {"title": "Đồng ý", "type": "oa.query.show", "payload": "#dong-y"}
    message = {"text": "Chọn", "attachment": {"type": "template", "payload": {"buttons": [query]}}}
    _send(zalo, message)
    zalo.press("u1", "Đồng ý")
    said = [each["message"]["text"] for each in receiver.json() if each["event_name"] == "user_send_text"]
    assert said == ["xin chào", "#dong-y"]
    with pytest.raises(LookupError):
        zalo.press("u1", "Không")


def test_a_message_of_ours_is_echoed_and_its_arrival_told(zalo, receiver):
    zalo.say("u1", "xin chào")
    sent = _send(zalo, {"text": "Chào bà"})["data"]["message_id"]
    names = ["oa_send_text", "user_received_message"]
    eventually(lambda: [each["event_name"] for each in receiver.json()][1:] == names)
    assert {each["message"]["msg_id"] for each in receiver.json()[1:]} == {sent}


def test_following_counts_as_contact_until_it_ends(zalo, receiver):
    zalo.follow("u1")
    assert receiver.json()[0]["follower"] == {"id": "u1"}
    assert _send(zalo, {"text": "Chào"})["error"] == 0
    zalo.unfollow("u1")
    assert _send(zalo, {"text": "Chào"})["error"] == -213


def test_the_control_api_does_the_same(zalo, receiver):
    control = f"{zalo.url}/control"
    said = requests.post(f"{control}/say", json={"user": "u1", "kind": "text", "text": "xin chào"}, timeout=5).json()
    assert said["statuses"] == [200]
    requests.post(f"{control}/faults", json={"kind": "fail", "code": -32}, timeout=5)
    assert _send(zalo, {"text": "a"})["error"] == -32
    assert _send(zalo, {"text": "b"})["error"] == 0
    assert [each["text"] for each in requests.get(f"{control}/sent?to=u1", timeout=5).json()["messages"]] == ["b"]
    assert requests.post(f"{control}/faults", json={"kind": "rain"}, timeout=5).status_code == 400
    assert requests.post(f"{control}/say", json={"user": "u1", "kind": "sing"}, timeout=5).status_code == 400


def _send(zalo, message):
    body = {"recipient": {"user_id": "u1"}, "message": message}
    headers = {"access_token": zalo.tokens.access()}
    return requests.post(f"{zalo.openapi_url}/v3.0/oa/message/cs", json=body, headers=headers, timeout=5).json()


def _is_json(body):
    try:
        json.loads(body)
    except ValueError:
        return False
    return True
