"""Short texts for chats and telephones, and several pieces of news in one message."""

from __future__ import annotations

import re
import unicodedata

import pytest

from services.kit.events import Event
from services.notify.domain.wording import cut
from services.notify.usecases.announce_events import addressee_of
from tests.unit.notify.builders import CODE, TEXTS, answered, received, routed
from tests.unit.notify.test_templates import EVENTS, Page

LINK = f"https://1022.example.org/tra-cuu?code={CODE}"
LONG = {"agency_name": "Sở " + "Xây dựng " * 21, "answer": "Đã thay bóng đèn ở hẻm. " * 800}


def said(channel: str, *events: Event, language: str = "vi", **citizen: object) -> str:
    subject, text, html = TEXTS.render(channel, language, events, addressee_of(received(**citizen).data))
    assert (subject, html) == ("", "")
    return text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("channel", ["zalo", "facebook", "sms", "zns"])
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_every_short_text_names_the_case_and_where_to_follow_it(event: Event, channel: str, language: str) -> None:
    text = said(channel, event, language=language)
    assert "261123 482917 0" in text
    assert text.endswith(LINK)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"None|\{\{|\{%| {2}|\n{3}", text)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_only_the_receipt_tells_the_four_digits(language: str) -> None:
    for channel in ("zalo", "sms"):
        assert "0011" in said(channel, received(), language=language)
        assert all("0011" not in said(channel, each, language=language) for each in (routed(), answered()))
        assert "Mã tra cứu" not in said(channel, received(), pin="")


@pytest.mark.parametrize("events", [(answered(**LONG),), (received(), routed(), routed(), answered(**LONG))])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_chat_takes_a_long_answer_cut_with_its_link_whole(events: tuple[Event, ...], language: str) -> None:
    text = said("zalo", *events, language=language, title="Đèn " * 50)
    assert len(text) <= 2_000
    assert "…" in text
    assert text.endswith(LINK)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_sms_is_short_whatever_people_write(event: Event, language: str) -> None:
    assert len(said("sms", event, language=language, title="Đèn " * 50)) <= 153


def test_an_sms_about_several_things_tells_the_most_important() -> None:
    assert "đã có trả lời" in said("sms", received(), routed(), answered())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_several_pieces_of_news_have_one_frame(language: str) -> None:
    citizen = addressee_of(received().data)
    subject, text, html = TEXTS.render("email", language, [received(), routed(), answered()], citizen)
    assert subject == TEXTS.render("email", language, [answered()], citizen)[0]
    for words in (text, html):
        assert words.count("Nguyễn Văn An") == 1
        assert words.count(LINK) == 1
        assert "Đã thay bóng đèn." in words
        assert "0011" in words
        assert "Sở Xây dựng" in words
    page = Page()
    page.feed(html)
    assert page.open == []
    assert page.titles == 1
    assert "&lt;p&gt;" not in html, "markup of our own is not escaped twice"


def test_markup_people_write_stays_harmless_in_a_merged_mail_too() -> None:
    evil = "<img src=x onerror=alert(1)>"
    html = TEXTS.render("email", "vi", [routed(), answered(answer=evil)], addressee_of(received(title=evil).data))[2]
    assert "<img" not in html
    assert "&lt;img src=x" in html


@pytest.mark.parametrize(
    ("text", "length", "result"),
    [("một hai ba", 10, "một hai ba"), ("một hai ba", 9, "một hai…"), ("mộthaiba", 5, "mộth…"), ("", 5, "")],
)
def test_a_text_is_cut_at_the_end_of_a_word(text: str, length: int, result: str) -> None:
    assert cut(text, length) == result
