"""What the public reads beside question and answer: when, by when, and what shows it."""

from __future__ import annotations

from datetime import date, timedelta

from services.kit.events import CaseReopened, Event
from tests.unit.publish.builders import CODE, NOON, Portal, a_case


def test_a_published_case_says_since_when_and_what_shows_that_it_was_done() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history(proof="Công văn 45/UBND-KT", scheduled_for=date(2026, 12, 31)))
    shown = portal.app.show_case(CODE)
    assert (shown.published_at, shown.proof) == (portal.clock.now(), "Công văn 45/UBND-KT")
    assert (shown.scheduled_for, shown.reopened_at) == ("2026-12-31", None)


def test_what_shows_that_it_was_done_is_cleaned_like_the_answer() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history(proof="Biên bản có chữ ký của anh An, 0905 000 001"))
    shown = portal.app.show_case(CODE)
    assert shown.proof == "Biên bản có chữ ký của anh [tên đã ẩn], [số điện thoại đã ẩn]"


def test_an_answer_its_sender_was_not_content_with_says_so_until_another_comes() -> None:
    portal = Portal()
    portal.app.on_cases(a_case().history())
    at = NOON + timedelta(hours=2)
    words = CaseReopened(
        code=CODE, agency="ubnd-phuong-pleiku", reopened_at=at, times=1, by="citizen", reason="Chưa xong."
    )
    portal.app.on_cases([Event.of(words, source="/test", subject=CODE, at=at)])
    assert portal.app.show_case(CODE).reopened_at == at
    portal.app.on_cases([a_case().answered(3)])
    assert portal.app.show_case(CODE).reopened_at is None
