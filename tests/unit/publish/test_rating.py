"""A citizen's word on an answer: once, by who knows the digits, and past whoever answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kit.events import CaseReopened, Event
from services.kit.failures import Rejected
from services.publish.domain.rating import MOST_COMMENT, clean_comment
from services.publish.usecases.rate_answer import Opinion
from tests.unit.publish.builders import CODE, NOON, Portal, a_case

PIN = "0012"
BAD = Opinion("unsatisfied", "Đèn lại tắt.", not_fixed=True)


@pytest.fixture
def portal() -> Portal:
    portal, case = Portal(), a_case(pin=PIN)
    portal.app.on_cases([case.received(), case.routed(), case.answered()])
    return portal


def rate(portal: Portal, opinion: Opinion, pin: str = PIN) -> str:
    return portal.app.rate_answer(CODE, pin, "203.0.113.5", opinion).rating


def reopened(minutes: int) -> Event:
    at = NOON + timedelta(hours=4, minutes=minutes)
    data = CaseReopened(code=CODE, agency="so-xay-dung", reopened_at=at, reason="Chưa xong.", times=1, by="citizen")
    return Event.of(data, source="/routing", subject=CODE, at=at, id=f"reopened-{minutes}")


def test_the_first_word_stands_and_is_told_once(portal: Portal) -> None:
    assert rate(portal, BAD) == "unsatisfied"
    assert rate(portal, Opinion("satisfied")) == "unsatisfied"

    (told,) = portal.ratings.told
    assert (told.type, told.subject, told.data.rating, told.data.not_fixed) == ("case.rated", CODE, "unsatisfied", True)
    assert told.data.comment == "Đèn lại tắt."


def test_a_contented_citizen_asks_for_nothing_more(portal: Portal) -> None:
    rate(portal, Opinion("satisfied", not_fixed=True))

    assert portal.ratings.told[0].data.not_fixed is False


@pytest.mark.parametrize(
    ("opinion", "pin", "slug"),
    [
        (BAD, "9999", "wrong-code-or-pin"),
        (Opinion(""), PIN, "rating-missing"),
        (Opinion("good"), PIN, "rating-missing"),
    ],
)
def test_strangers_and_empty_words_are_refused(portal: Portal, opinion: Opinion, pin: str, slug: str) -> None:
    with pytest.raises(Rejected) as refused:
        rate(portal, opinion, pin)
    assert refused.value.slug == slug
    assert portal.ratings.told == []


def test_what_is_not_answered_cannot_be_rated() -> None:
    portal, case = Portal(), a_case(pin=PIN)
    portal.app.on_cases([case.received(), case.routed()])
    with pytest.raises(Rejected) as refused:
        rate(portal, BAD)
    assert refused.value.slug == "not-answered"


def test_an_answer_after_reopening_can_be_rated_again(portal: Portal) -> None:
    rate(portal, BAD)
    portal.app.on_cases([reopened(0)])
    assert portal.case().state == "reopened"

    again = a_case(pin=PIN).answered(2, answered_at=NOON + timedelta(hours=5))
    portal.app.on_cases([again])
    assert portal.case().state != "reopened"
    assert rate(portal, Opinion("satisfied")) == "satisfied"
    assert [each.data.rating for each in portal.ratings.told] == ["unsatisfied", "satisfied"]


def test_a_comment_is_kept_readable_and_bounded() -> None:
    assert clean_comment("  To\u0302t\x00 l\u0103\u0301m\u200b\n ") == "Tôt lắm"
    assert len(clean_comment("a" * 5000)) == MOST_COMMENT
