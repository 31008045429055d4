"""A text fits into what a message may cost, and what the citizen needs to act is still there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.sms.parts import split
from services.notify.domain.sms.shorten import Style

LINK = "https://1022.example.org/tra-cuu/2611234829170?pin=0011"


def test_a_short_text_is_only_made_plain() -> None:
    assert Style().written("  Mã phản ánh: 261123 482917 0.\n\n\n\nCảm ơn  ") == (
        "Ma phan anh: 261123 482917 0.\n\nCam on"
    )


def test_diacritics_stay_where_the_network_takes_them() -> None:
    assert Style(unicode=True).written("Đã xử lý") == "Đã xử lý"


def test_a_long_text_loses_words_but_neither_code_nor_link() -> None:
    text = "Phản ánh 261123 482917 0 đã được trả lời. " + "Đơn vị đã kiểm tra và xử lý xong. " * 20 + LINK
    sent = Style(most_parts=1).written(text)
    assert len(split(sent)) == 1
    assert sent.startswith("Phan anh 261123 482917 0 da duoc tra loi. Don vi")
    assert sent.endswith("... " + LINK)


def test_a_code_in_groups_stays_one() -> None:
    text = "Rất dài " * 60 + "mã 261123 482917 0 và PIN 0011"
    sent = Style(most_parts=1).written(text)
    assert "261123 482917 0" in sent
    assert "0011" in sent


def test_forbidden_characters_become_spaces() -> None:
    assert Style(forbidden="#&").written("A & B #1") == "A   B  1"


def test_a_cap_in_characters_holds_besides_the_one_in_parts() -> None:
    sent = Style(most_parts=0, most_characters=495).written("xin chào " * 100)
    assert 480 < len(sent) <= 495
    assert sent.endswith("...")


def test_what_has_nothing_but_what_must_stay_is_cut_after_all() -> None:
    sent = Style(most_parts=1).written("https://example.org/" + "a" * 400)
    assert len(sent) == 160
    assert sent.endswith("...")


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("unicode", [False, True])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=700))
def test_whatever_is_said_fits(most: int, unicode: bool, text: str) -> None:
    assert len(split(Style(unicode=unicode, most_parts=most).written(text))) <= most
