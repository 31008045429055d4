"""Answers by text message fit into one, without diacritics."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain import sms_answer
from services.kit.text import fold

CODE = "2611304829175"
AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
PHONE = "(0269)1022"
#: Letters, digits and signs that GSM 03.38 has one place for, and that our words use.
GSM = set("@$!\"#%&'()*+,-./0123456789:;<=>? \nABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    "words",
    [
        sms_answer.received(CODE, AT),
        sms_answer.routed(CODE, "Sở Giao thông vận tải tỉnh Gia Lai", AT),
        sms_answer.routed(CODE, "Sở Y tế", None),
        sms_answer.accepted(CODE, "Ủy ban nhân dân phường Quy Nhơn Bắc", AT),
        sms_answer.answered(CODE, "Trung tâm Phục vụ hành chính công tỉnh Gia Lai", AT, PHONE),
        sms_answer.not_yours(PHONE),
        sms_answer.slip(),
        sms_answer.how_to(PHONE),
    ],
)
def test_every_answer_is_one_message_of_plain_letters(words: str) -> None:
    assert len(words) <= sms_answer.ONE_MESSAGE
    assert set(fold(words)) <= GSM
    assert words.startswith("1022: ")


@given(st.text(alphabet="ỦBàộgh ", min_size=1, max_size=200), st.booleans())
def test_a_long_name_is_shortened_and_nothing_else_is(name: str, due: bool) -> None:
    for words in (
        sms_answer.routed(CODE, name, AT if due else None),
        sms_answer.accepted(CODE, name, AT if due else None),
        sms_answer.answered(CODE, name, AT, PHONE),
    ):
        assert len(words) <= sms_answer.ONE_MESSAGE
        assert CODE in words
        assert name in words or "..." in words
