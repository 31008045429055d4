"""The SMS gateway: its codes, its memory of RequestIds, receipts, and messages from citizens."""

import hashlib
import hmac
from urllib.parse import urlsplit

import pytest
import requests

from tests.simulators.sms import SmsSimulator, Twist
from tests.waiting import eventually


@pytest.fixture
def sms(receiver):
    with SmsSimulator(webhook_url=f"{receiver.url}/webhooks/sms") as simulator:
        yield simulator


def send(sms, **change):
    body = {
        "ApiKey": sms.credentials.api_key,
        "SecretKey": sms.credentials.secret_key,
        "Phone": "0905000012",
        "Content": "Phan anh 2611 da co tra loi",
        "Brandname": sms.credentials.brandname,
        "SmsType": "2",
    }
    whole = {name: value for name, value in (body | change).items() if value is not None}
    return requests.post(sms.send_url, json=whole, timeout=5).json()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "100"),
        ({"ApiKey": "another"}, "101"),
        ({"SecretKey": None}, "101"),
        ({"Brandname": "UNKNOWN"}, "104"),
        ({"Brandname": "1022GIALAIXX"}, "104"),  # twelve characters
        ({"Brandname": None}, "104"),
        ({"Phone": "84905000012"}, "100"),
        ({"Phone": "02693824404"}, "108"),  # a fixed line
        ({"Phone": "01205000012"}, "108"),  # an old eleven-digit number
        ({"SmsType": "1"}, "118"),
        ({"Content": ""}, "99"),
        ({"Content": "Phản ánh"}, "789"),  # diacritics without IsUnicode
        ({"Content": "Phản ánh", "IsUnicode": "1"}, "100"),
        ({"Content": "a" * 459}, "100"),
        ({"Content": "a" * 460}, "789"),
        ({"Content": "[" * 230}, "789"),  # two septets each
        ({"Content": "ạ" * 336, "IsUnicode": "1"}, "789"),
        ({"IsUnicode": "yes"}, "789"),
        ({"RequestId": "x" * 121}, "159"),
        ({"Sender": "1022"}, "99"),  # no such field
        ({"IsUnicode": 1}, "99"),  # values are text
    ],
)
def test_an_order_must_be_exactly_right(sms, change, code):
    assert send(sms, **change)["CodeResult"] == code
    assert len(sms.sent()) == (1 if code == "100" else 0)


def test_the_same_request_id_is_sent_once_and_answered_with_the_earlier_message(sms):
    first = send(sms, RequestId="r1")
    again = send(sms, RequestId="r1")
    assert (again["CodeResult"], again["SMSID"]) == ("124", first["SMSID"])
    assert len(sms.inbox("0905000012")) == 1
    sms.clock.advance(hours=25)
    assert send(sms, RequestId="r1")["CodeResult"] == "100"


def test_accepted_without_an_answer_is_found_by_its_request_id(sms):
    sms.faults.swallow()
    with pytest.raises(requests.ConnectionError):
        send(sms, RequestId="r1")
    assert send(sms, RequestId="r1")["CodeResult"] == "124"
    assert len(sms.inbox("0905000012")) == 1


@pytest.mark.parametrize(("phone", "success", "failed"), [("0905000012", "1", "0"), ("0905000013", "0", "1")])
def test_a_callback_says_what_became_of_it(sms, receiver, phone, success, failed):
    sms.unreachable.add("0905000013")
    sent = send(sms, Phone=phone, CallbackUrl=f"{receiver.url}/webhooks/sms/receipts?key=1", RequestId="r1")
    eventually(lambda: receiver.arrived)
    told = receiver.arrived[0]
    assert (told.method, told.path, told.query["key"]) == ("GET", "webhooks/sms/receipts", "1")
    assert (told.query["SMSID"], told.query["RequestId"]) == (sent["SMSID"], "r1")
    assert (told.query["SendStatus"], told.query["SendSuccess"], told.query["SendFailed"]) == ("5", success, failed)


def test_a_callback_is_tried_five_times(sms, receiver):
    sms.courier.delays, receiver.statuses = (0.01,) * 4, [500] * 9
    send(sms, CallbackUrl=f"{receiver.url}/receipts")
    eventually(lambda: sms.courier.deliveries()[0].given_up)
    assert len(receiver.arrived) == 5


def test_the_sandbox_delivers_nothing(sms):
    send(sms, Sandbox="1")
    assert (len(sms.sent()), sms.inbox("0905000012")) == (1, [])


def test_money_ends_and_numbers_are_blocked(sms):
    sms.balance = 1
    sms.blocked.add("0905000099")
    codes = [send(sms, Phone=phone)["CodeResult"] for phone in ("0905000099", "0905000012", "0905000012")]
    assert codes == ["99", "100", "103"]


def test_segments_are_counted_as_a_telephone_gets_them(sms):
    send(sms, Content="a" * 161)
    send(sms, Content="ạ" * 71, IsUnicode="1")
    assert [each["segments"] for each in sms.sent()] == [2, 2]


def right(sms, arrived):
    signed = f"{arrived.headers['X-Timestamp']}.".encode() + arrived.body
    digest = hmac.new(sms.credentials.webhook_secret.encode(), signed, hashlib.sha256).hexdigest()
    return arrived.headers.get("X-Signature") == f"sha256={digest}"


def test_a_text_from_a_telephone_arrives_signed(sms, receiver):
    sms.say("0905000012", "1022 TC 2611234829170")
    assert right(sms, receiver.arrived[0])
    event = receiver.json()[0]
    assert (event["from"], event["text"], event["to"]) == ("0905000012", "1022 TC 2611234829170", "02691022")


@pytest.mark.parametrize(
    ("twist", "signed"), [(Twist.WRONGLY_SIGNED, False), (Twist.TAMPERED, False), (Twist.STALE, True)]
)
def test_a_text_can_arrive_damaged(sms, receiver, twist, signed):
    sms.say("0905000012", "1022 TC", twist=twist)
    assert right(sms, receiver.arrived[0]) is signed


def test_the_control_api_does_the_same(sms, receiver):
    control = f"{sms.url}/control"
    said = requests.post(f"{control}/say", json={"from": "0905000012", "text": "TC", "message_id": "m1"}, timeout=5)
    assert (said.json()["statuses"], receiver.json()[0]["message_id"]) == ([200], "m1")
    sent = send(sms, CallbackUrl=f"{receiver.url}/receipts")["SMSID"]
    told = requests.post(f"{control}/report", json={"sms_id": sent, "status": 4, "delivered": False}, timeout=5).json()
    assert "SendStatus=4" in urlsplit(told["url"]).query
    assert requests.get(f"{control}/sent?to=0905000012", timeout=5).json()["messages"][0]["sms_id"] == sent
