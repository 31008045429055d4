"""The telephone system: three vendors' words, signatures, recordings."""

import hashlib
import hmac
import io
import wave

import pytest
import requests

from tests.simulators.pbx import VENDORS, PbxSimulator, Twist


@pytest.fixture
def pbx(receiver):
    with PbxSimulator(webhook_url=f"{receiver.url}/webhooks/calls") as simulator:
        yield simulator


def kinds(vendor, told):
    """What each message of a vendor says, in its own words."""
    words = {
        "voicecloud": lambda each: each["type"] + ":" + each.get("event", each.get("status", "")),
        "zorio": lambda each: each["event"],
        "generic": lambda each: each["event"],
        "omicall": lambda each: each["state"] + ":" + each.get("disposition", ""),
    }
    return [words[vendor](each) for each in told]


@pytest.mark.parametrize(
    ("vendor", "scenario", "expected"),
    [
        ("voicecloud", "answered", ["call_in:RING", "call_in:ANSWER", "hangup:", "calldata:ANSWERED"]),
        ("voicecloud", "abandoned", ["call_in:RING", "hangup:", "calldata:ABANDON"]),
        ("voicecloud", "busy", ["call_in:RING", "hangup:", "calldata:BUSY"]),
        ("zorio", "answered", ["pbx.call.ringing", "pbx.call.answered", "pbx.call.hangup"]),
        ("zorio", "voicemail", ["pbx.call.ringing", "pbx.call.hangup"]),
        ("omicall", "answered", ["ringing:", "answered:", "cdr:answered"]),
        ("generic", "voicemail", ["ringing", "voicemail"]),
        ("generic", "busy", ["ringing", "hangup"]),
        ("omicall", "after-hours", ["ringing:", "cdr:cancelled"]),
    ],
)
def test_a_call_is_told_in_the_vendors_words(pbx, receiver, vendor, scenario, expected):
    pbx.play(scenario, "0905000012", vendor)
    assert {each.path for each in receiver.arrived} == {f"webhooks/calls/{vendor}"}
    assert kinds(vendor, receiver.json()) == expected


def test_the_last_message_sums_up(pbx, receiver):
    pbx.play("answered", "0905000012", "voicecloud")
    data = receiver.json()[-1]
    assert (data["duration"], data["holdtime"], data["phone"], data["did"]) == (95, 8, "0905000012", "02691022")


def right(pbx, arrived):
    signed = f"{arrived.headers['X-Timestamp']}.".encode() + arrived.body
    digest = hmac.new(pbx.credentials.secret.encode(), signed, hashlib.sha256).hexdigest()
    return arrived.headers.get("X-Signature") == f"sha256={digest}"


@pytest.mark.parametrize(
    ("twist", "signed"), [(Twist.NONE, True), (Twist.TAMPERED, False), (Twist.WRONGLY_SIGNED, False)]
)
def test_messages_are_signed(pbx, receiver, twist, signed):
    pbx.ring("0905000012", twist=twist)
    assert right(pbx, receiver.arrived[0]) is signed


def test_a_message_that_comes_again_has_the_same_delivery_id(pbx, receiver):
    pbx.ring("0905000012", twist=Twist.DUPLICATED)
    pbx.ring("0905000012")
    ids = [each.headers["X-Delivery-Id"] for each in receiver.arrived]
    assert (ids[0] == ids[1], ids[1] == ids[2]) == (True, False)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_voicemail_can_be_downloaded(pbx, receiver, vendor):
    call = pbx.play("voicemail", "0905000012", vendor)
    assert call.recording in str(receiver.json()[-1])
    with wave.open(io.BytesIO(requests.get(call.recording, timeout=5).content)) as voice:
        assert voice.getnframes() == 3 * 8000


def test_steps_can_be_taken_one_by_one(pbx, receiver):
    call = pbx.ring("0905000012")
    pbx.answer(call, "102")
    pbx.end(call)
    assert call.outcome == "answered"
    assert [each["data"]["extension"] for each in receiver.json()] == [None, "102", "102"]


def test_messages_can_come_in_the_wrong_order_and_calls_at_once(pbx, receiver):
    pbx.play("answered", "0905000012", order="reversed")
    assert kinds("zorio", receiver.json())[0] == "pbx.call.hangup"
    calls = pbx.play_many([f"09050000{each}" for each in range(10, 20)])
    assert len({each.id for each in calls}) == 10
    assert len(receiver.arrived) == 33


def test_a_hidden_number_is_hidden(pbx, receiver):
    pbx.ring("", "zorio")
    pbx.ring("", "voicecloud")
    assert (receiver.json()[0]["data"]["caller_number"], receiver.json()[1]["phone"]) == (None, "anonymous")


def test_the_control_api_does_the_same(pbx, receiver):
    control = f"{pbx.url}/control"
    rung = requests.post(f"{control}/say", json={"do": "ring", "phone": "0905000012"}, timeout=5).json()
    ended = requests.post(f"{control}/say", json={"do": "hangup", "call": rung["call"]}, timeout=5).json()
    assert (ended["outcome"], [each["statuses"] for each in ended["deliveries"]]) == ("abandoned", [[200], [200]])
    assert requests.post(f"{control}/say", json={"do": "hangup", "call": "none"}, timeout=5).status_code == 400
    assert requests.post(f"{control}/say", json={"scenario": "rain"}, timeout=5).status_code == 400
    assert len(requests.get(f"{control}/calls", timeout=5).json()["calls"]) == 1
