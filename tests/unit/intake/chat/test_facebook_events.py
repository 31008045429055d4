"""What the page's events mean."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.adapters import facebook_events
from services.intake.domain.chat.comments import Comment, looks_like_a_report
from services.intake.usecases.chat_ports import Incoming, Meaning, Receipts
from services.intake.usecases.ports import Arrival
from tests.simulators.facebook.events import Events
from tests.unit.intake.chat.test_zalo_events import _JSON

PAGE, AN = "104857261938475", "5918273645019283"
NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000)
EVENTS = Events(PAGE)
READ = facebook_events.reader(PAGE)


def arrivals(batch: Any) -> list[Arrival]:
    return list(facebook_events.arrivals_of(batch, PAGE, NOW))


def meaning(batch: Any) -> Meaning:
    (arrival,) = arrivals(batch)
    return READ(arrival)


def heard(batch: Any) -> Incoming:
    found = meaning(batch)
    assert isinstance(found, Incoming)
    return found


def reports(batch: Any) -> Receipts:
    found = meaning(batch)
    assert isinstance(found, Receipts)
    return found


def test_a_text_with_files_and_a_place() -> None:
    attached = [
        {"type": "image", "payload": {"url": "https://scontent.fbcdn.net/1"}},
        {"type": "image", "payload": {"url": "https://scontent.fbcdn.net/like", "sticker_id": 369239263222822}},
        {"type": "location", "payload": {"coordinates": {"lat": 13.98, "long": 108.0}}},
        {"type": "fallback", "payload": {"url": "https://example.org/bai"}},
    ]
    batch = EVENTS.messaging(AN, AT, message={"mid": "m1", "text": "Đèn hỏng", "attachments": attached})
    found = heard(batch)
    assert (arrivals(batch)[0].id, arrivals(batch)[0].thread) == ("m1", AN)
    assert (found.heard.text, found.heard.place) == ("Đèn hỏng\nhttps://example.org/bai", (13.98, 108.0))
    assert [file.url for file in found.files] == ["https://scontent.fbcdn.net/1"]


def test_a_quick_reply_and_a_button_say_their_payload() -> None:
    quick = EVENTS.messaging(
        AN, AT, message={"mid": "m", "text": "Gửi", "quick_reply": {"payload": "#1022:confirm:send"}}
    )
    assert heard(quick).heard.payload == "#1022:confirm:send"
    button = EVENTS.messaging(AN, AT, postback={"title": "Gửi", "payload": "#1022:confirm:send"})
    assert heard(button).heard.payload == "#1022:confirm:send"
    began = EVENTS.messaging(AN, AT, postback={"title": "Bắt đầu", "payload": "GET_STARTED"})
    assert (heard(began).heard.greeting, heard(began).heard.payload) == (True, "")


def test_a_postback_is_known_by_who_when_and_what() -> None:
    ids = [
        arrivals(EVENTS.messaging(AN, at, postback={"payload": payload}))[0].id
        for at, payload in [(AT, "a"), (AT, "a"), (AT + 1, "a"), (AT, "b")]
    ]
    assert len(set(ids)) == 3
    assert ids[0] == ids[1]


def test_an_edited_message_names_what_it_corrects() -> None:
    batch = EVENTS.messaging(AN, AT, message_edit={"mid": "m1", "text": "Đèn hỏng ở Pleiku", "num_edit": 1})
    assert (arrivals(batch)[0].id, heard(batch).heard.corrects) == ("edit:m1:1", "m1")


def test_echoes_of_ours_are_reports_and_what_a_person_typed_is_not() -> None:
    ours = EVENTS.echo(AN, AT, {"mid": "e", "text": "Chào", "metadata": "our-id"})
    (report,) = reports(ours).reports
    assert (report.status, report.provider_id, report.tracking, report.recipient) == ("accepted", "e", "our-id", AN)
    assert meaning(EVENTS.echo(AN, AT, {"mid": "e", "text": "Chào"})) is None


def test_deliveries_and_water_marks() -> None:
    delivered = EVENTS.messaging(AN, AT, delivery={"mids": ["e1", "e2"], "watermark": AT})
    assert [(each.status, each.provider_id) for each in reports(delivered).reports] == [
        ("delivered", "e1"),
        ("delivered", "e2"),
    ]
    (seen,) = reports(EVENTS.messaging(AN, AT, read={"watermark": AT - 1000})).reports
    assert (seen.status, seen.recipient, seen.at.timestamp()) == ("seen", AN, AT / 1000 - 1)


def test_a_comment_is_its_own_thread() -> None:
    batch = EVENTS.comment("p_1", "p", "u", "Nguyễn Văn An", "Đèn đường hỏng mãi không ai sửa", AT)
    (arrival,) = arrivals(batch)
    assert (arrival.thread, meaning(batch)) == (
        "comment:p_1",
        Comment(id="p_1", text="Đèn đường hỏng mãi không ai sửa"),
    )


@pytest.mark.parametrize("change", [{"verb": "edited"}, {"verb": "remove"}, {"item": "like"}, {"comment_id": ""}])
def test_what_is_no_new_comment_is_nothing(change: dict[str, str]) -> None:
    batch = EVENTS.comment("p_1", "p", "u", "Nguyễn Văn An", "Đèn hỏng", AT)
    batch["entry"][0]["changes"][0]["value"] |= change
    assert meaning(batch) is None


def test_our_own_comments_and_replies_are_told_apart() -> None:
    own = meaning(EVENTS.comment("p_1", "p", PAGE, "1022", "Đã chuyển Sở Xây dựng xử lý", AT))
    assert isinstance(own, Comment) and own.by_page
    answer = EVENTS.comment("p_2", "p", "u", "Trần Thị Bình", "Nhà tôi cũng vậy", AT)
    answer["entry"][0]["changes"][0]["value"]["parent_id"] = "p_1"
    reply = meaning(answer)
    assert isinstance(reply, Comment) and reply.reply


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Đèn đường hẻm 12 Hùng Vương hỏng cả tháng nay không ai sửa", True),
        ("Cho hỏi bao giờ thì làm xong đường Lê Lợi ạ?", True),
        ("Rác chất đống trước trường học bốc mùi hôi thối", True),
        ("The street light on our road has been broken for weeks", True),
        ("Tuyệt vời quá, cảm ơn các anh chị 1022 nhiều lắm", False),
        ("Nguyễn Văn An vào xem này", False),
        ("hóng", False),
        ("Đèn hỏng", False),
    ],
)
def test_only_a_comment_that_looks_like_a_report_is_answered(text: str, report: bool) -> None:
    assert looks_like_a_report(Comment(id="c", text=text)) is report
    assert not looks_like_a_report(Comment(id="c", text=text, by_page=True))
    assert not looks_like_a_report(Comment(id="c", text=text, reply=True))


_NAMES = ("message", "postback", "delivery", "read", "message_edit", "sender", "timestamp", "value", "field", "mid")
_ITEM = st.dictionaries(st.sampled_from(_NAMES), _JSON | st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=3))


@given(items=st.lists(_ITEM, max_size=3))
def test_no_shape_of_an_item_breaks_the_reader(items: list[Any]) -> None:
    batch = {"object": "page", "entry": [{"id": PAGE, "messaging": items, "changes": items}]}
    for arrival in arrivals(batch):
        assert 0 < len(arrival.id) <= 200
        READ(arrival)
