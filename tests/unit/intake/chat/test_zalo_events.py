"""What Zalo's events mean, in the shapes its simulator makes and in those that integrations have met."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.adapters import zalo_events
from services.intake.usecases.chat_ports import Incoming, Meaning, Receipts
from services.intake.usecases.ports import Arrival
from tests.simulators.zalo.events import Events, attachment, location

OA, AN = "2837461529384756102", "3620181734578915"
NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000)
EVENTS = Events("4018276351882233445", OA)


def arrival(event: dict[str, Any]) -> Arrival:
    return zalo_events.arrival_of(event, orjson.dumps(event), OA, NOW, NOW)


def meaning(event: dict[str, Any]) -> Meaning:
    return zalo_events.read(arrival(event))


def heard(event: dict[str, Any]) -> Incoming:
    found = meaning(event)
    assert isinstance(found, Incoming)
    return found


@pytest.mark.parametrize("size", ["inf", "-inf", "nan", "1e999", "9" * 400])
def test_a_size_that_is_no_number_is_no_size(size: str) -> None:
    attached = attachment("file", "https://f.zdn.vn/1", "don.pdf", 2048)
    attached["payload"]["size"] = size
    message = {"msg_id": "m1", "attachments": [attached]}
    (file,) = heard(EVENTS.from_user("user_send_file", AN, AT, message)).files
    assert file.size is None


def test_a_text() -> None:
    event = EVENTS.from_user("user_send_text", AN, AT, {"msg_id": "m1", "text": "Đèn hỏng"})
    assert (arrival(event).id, arrival(event).thread) == ("m1", AN)
    assert (heard(event).heard.text, heard(event).files) == ("Đèn hỏng", ())


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("image", "image"), ("gif", "image"), ("audio", "audio"), ("video", "video"), ("file", "document")],
)
def test_files(kind: str, kept: str) -> None:
    message = {"msg_id": "m1", "text": "Xem", "attachments": [attachment(kind, "https://f.zdn.vn/1", "don.pdf", 2048)]}
    (file,) = heard(EVENTS.from_user(f"user_send_{kind}", AN, AT, message)).files
    assert (file.url, file.kind, file.size) == ("https://f.zdn.vn/1", kept, 2048 if kind == "file" else None)


def test_a_place_may_come_as_text() -> None:
    event = EVENTS.from_user("user_send_location", AN, AT, {"msg_id": "m1", "attachments": [location(13.98, 108.0)]})
    assert heard(event).heard.place == (13.98, 108.0)


@pytest.mark.parametrize("north", ["91", "x", None, "nan"])
def test_a_place_that_is_not_on_earth_is_none(north: Any) -> None:
    odd = {"type": "location", "payload": {"coordinates": {"latitude": north, "longitude": "108"}}}
    assert (
        heard(EVENTS.from_user("user_send_location", AN, AT, {"msg_id": "m", "attachments": [odd]})).heard.place is None
    )


def test_links_and_cards_are_words_and_a_sticker_is_nothing() -> None:
    link = {"type": "link", "payload": {"url": "https://example.org", "description": "Báo"}}
    card = {"type": "business_card", "payload": {"description": '{"phone":"0905000012"}'}}
    sticker = {"type": "sticker", "payload": {"url": "https://f.zdn.vn/s"}}
    message = {"msg_id": "m1", "attachments": [link, card, sticker]}
    found = heard(EVENTS.from_user("user_send_link", AN, AT, message))
    assert found.heard.text == 'https://example.org\n[Danh thiếp] {"phone":"0905000012"}'
    assert found.files == ()


def test_a_follower_is_to_be_greeted_and_belongs_to_the_same_thread() -> None:
    event = EVENTS.following("follow", AN, AT)
    assert (arrival(event).thread, heard(event).heard.greeting) == (AN, True)
    assert meaning(EVENTS.following("unfollow", AN, AT)) is None


def test_a_shared_number_gets_its_plus() -> None:
    found = heard(EVENTS.submitted_info(AN, AT, {"name": "Nguyễn Văn An", "phone": "84905000012"}))
    assert (found.heard.phone, found.heard.name) == ("+84905000012", "Nguyễn Văn An")


@pytest.mark.parametrize(
    ("name", "message", "status", "ids"),
    [
        ("user_received_message", {"msg_id": "out1"}, "delivered", ["out1"]),
        ("user_seen_message", {"msg_ids": ["out1", "out2"]}, "seen", ["out1", "out2"]),
        ("oa_send_text", {"msg_id": "out1", "text": "Chào"}, "accepted", ["out1"]),
    ],
)
def test_receipts_belong_to_the_citizen_and_never_collide(name: str, message: Any, status: str, ids: list[str]) -> None:
    event = EVENTS.from_oa(name, AN, AT, message)
    found = meaning(event)
    assert isinstance(found, Receipts)
    assert [(each.status, each.provider_id, each.recipient) for each in found.reports] == [
        (status, id_, AN) for id_ in ids
    ]
    assert arrival(event).id.startswith(name)
    assert (found.reports[0].text_sha256 is not None) == (name == "oa_send_text")


def test_the_receipt_of_a_template_message_names_it_by_our_own_id() -> None:
    found = meaning(EVENTS.from_oa("user_received_message", AN, AT, {"msg_id": "z", "tracking_id": "ours"}))
    assert isinstance(found, Receipts)
    assert (found.reports[0].channel, found.reports[0].tracking) == ("zns", "ours")


def test_an_id_that_cannot_be_a_key_becomes_one() -> None:
    long = EVENTS.from_user("user_send_text", AN, AT, {"msg_id": "đ" * 5_000, "text": "a"})
    assert arrival(long).id.startswith("sha256:")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = (
    "message",
    "sender",
    "recipient",
    "follower",
    "info",
    "timestamp",
    "attachments",
    "payload",
    "text",
    "msg_id",
)
_EVENT = st.dictionaries(st.sampled_from(_FIELDS), _JSON | st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=4))


@given(
    event=_EVENT,
    name=st.sampled_from(["user_send_text", "user_seen_message", "oa_send_text", "follow", "user_submit_info", ""]),
)
def test_no_shape_of_an_event_breaks_the_reader(event: dict[str, Any], name: str) -> None:
    whole = {**event, "event_name": name}
    assert 0 < len(arrival(whole).id) <= 200
    meaning(whole)
