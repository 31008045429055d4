"""The words: nothing missing, nothing foreign, Vietnamese unharmed, and nobody can smuggle markup in."""

from __future__ import annotations

import unicodedata
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from services.kit.events import Event, decode
from services.kit.events.vocabulary import KINDS, OUTCOMES
from services.notify.domain.wording import grouped, local_moment
from services.notify.usecases.announce_events import addressee_of
from tests.unit.notify.builders import CODE, NOW, TEXTS, answered, received, routed

GOLDEN = Path(__file__).parents[3] / "contracts/events"
#: What happens between receipt and answer, as the golden examples tell it.
BETWEEN = tuple(
    decode((GOLDEN / f"{type_}/v1/example.json").read_text())
    for type_ in ("case.info_requested", "case.extended", "case.progressed", "case.merged", "case.reopened")
)
EVENTS = (
    received(),
    routed(),
    routed(triage=True),
    answered(),
    answered(outcome="scheduled", scheduled_for=date(2026, 12, 31), proof="Kế hoạch số 12/KH"),
    answered(merged_into="2611234829188"),
    *BETWEEN,
)


def rendered(event: Event, language: str = "vi", **citizen: Any) -> tuple[str, str, str]:
    return TEXTS.render("email", language, [event], addressee_of(received(**citizen).data))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_every_message_names_the_case_and_where_to_follow_it(event: Event, language: str) -> None:
    subject, text, html = rendered(event, language)
    assert subject.startswith(f"[1022-{CODE}] ")
    assert "\n" not in subject
    for body in (text, html):
        assert "261123 482917 0" in body
        assert f"https://1022.example.org/tra-cuu?code={CODE}" in body
        assert "Nguyễn Văn An" in body
        assert "(0269) 1022" in body
        assert unicodedata.is_normalized("NFC", body)
        assert "None" not in body
        assert "{{" not in body
        assert "{%" not in body


@pytest.mark.parametrize(
    ("event", "language", "facts"),
    [
        (received(), "vi", ["09:12 thứ Ba 24/11/2026", "đã nhận phản ánh", "Đèn đường hỏng ở hẻm 12", "0011"]),
        (received(), "en", ["09:12 Tuesday 24/11/2026", "received your report", "0011"]),
        (routed(), "vi", ["Sở Xây dựng", "Hạn: 09:12 thứ Sáu 27/11/2026, vì “Việc bình thường”"]),
        (routed(), "en", ["Sở Xây dựng", "Due 09:12 Friday 27/11/2026, because"]),
        (routed(due_reason_vi=""), "vi", ["Hạn: 09:12 thứ Sáu 27/11/2026."]),
        (routed(due_reason_en=""), "en", ["Due 09:12 Friday 27/11/2026."]),
        (routed(triage=True), "vi", ["Tổng đài đang xem xét"]),
        (answered(), "vi", ["Sở Xây dựng đã trả lời", "Sự việc đã được xử lý xong.", "Đã thay bóng đèn."]),
        (answered(outcome="not_feasible"), "en", ["cannot be done at present"]),
    ],
)
def test_each_message_tells_what_the_citizen_wants_to_know(event: Event, language: str, facts: list[str]) -> None:
    _, text, html = rendered(event, language)
    for fact in facts:
        assert fact in text
        assert fact in html


@pytest.mark.parametrize(("language", "words"), [("vi", "câu trả lời chung"), ("en", "the answer to all of them")])
def test_an_answer_to_many_says_that_it_is_one(language: str, words: str) -> None:
    assert all(words in body for body in rendered(answered(merged_into="2611234829188"), language)[1:])
    assert not any(words in body for body in rendered(answered(), language)[1:])


def test_only_the_receipt_tells_the_four_digits() -> None:
    assert all("0011" not in part for event in (routed(), answered()) for part in rendered(event))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_there_is_a_word_for_every_kind_of_case(kind: str, language: str) -> None:
    assert rendered(received(kind=kind), language)


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_there_is_a_sentence_for_every_outcome(outcome: str, language: str) -> None:
    assert rendered(answered(outcome=outcome), language)


def test_an_unknown_language_is_answered_in_vietnamese() -> None:
    assert rendered(received(), "jrai") == rendered(received(), "vi")


def test_a_citizen_without_a_name_is_addressed_politely() -> None:
    assert "Kính gửi Ông/Bà," in rendered(received(), contact=None)[1]


def test_without_a_citizen_nothing_is_said() -> None:
    with pytest.raises(AttributeError):
        TEXTS.render("email", "vi", [received()], None)  # type: ignore[arg-type]


def test_markup_in_what_people_write_is_shown_not_obeyed() -> None:
    evil = "<img src=x onerror=alert(1)> & <b>đậm</b>"
    html = rendered(answered(answer=evil), title=evil)[2]
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert evil in rendered(answered(answer=evil), title=evil)[1], "plain text stays as it was written"


def test_an_answer_keeps_its_paragraphs() -> None:
    html = rendered(answered(answer="Một.\nHai.\r\n\r\nBa."))[2]
    assert "<p>Một.<br>Hai.</p><p>Ba.</p>" in html


def test_decomposed_text_leaves_in_nfc() -> None:
    assert "Sở Y tế" in rendered(routed(agency_name=unicodedata.normalize("NFD", "Sở Y tế")))[0]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_html_is_well_formed_says_its_language_and_loads_nothing(event: Event, language: str) -> None:
    html = rendered(event, language)[2]
    page = Page()
    page.feed(html)
    assert page.open == []
    assert page.language == language
    assert page.titles == 1
    assert not page.loads
    assert len(html.encode()) < 4_000


class Page(HTMLParser):
    """Notes what a mail client would care about."""

    VOID = frozenset({"meta", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.language: str | None = None
        self.titles = 0
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.language = given.get("lang", self.language)
        self.titles += tag == "h1"
        self.loads += [tag] * (tag in {"img", "script", "link", "iframe"} or "src" in given)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("code", "groups"),
    [("2611234829170", "261123 482917 0"), ("123", "123"), ("abcdefghijklm", "abcdefghijklm")],
)
def test_codes_are_shown_in_the_groups_they_are_read_out_in(code: str, groups: str) -> None:
    assert grouped(code) == groups


def test_moments_are_told_in_vietnams_time() -> None:
    assert local_moment(NOW, "vi") == "09:12 thứ Ba 24/11/2026"
