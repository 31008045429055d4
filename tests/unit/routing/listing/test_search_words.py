"""How people look for cases: without diacritics, half typed, typed raw, word for word, by the end of a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.search_words import (
    MOST_SOUGHT,
    MOST_WORDS,
    Sought,
    has_phrases,
    sought,
    spellings,
    words_of,
    words_of_code,
)
from services.routing.domain.suggestion.spelling import without_marks

LETTERS = "aăâáàảãạấầẩẫậắằẳẵặbcdđeêéèẻẽẹếềểễệghiíìỉĩịklmnoôơóòỏõọốồổỗộớờởỡợpqrstuưúùủũụứừửữựvxyýỳỷỹỵ"
vietnamese = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " ,.0123456789"), max_size=60)


def words(*texts: str) -> set[str]:
    return set(words_of(texts))


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Đèn đường hỏng", "den duong hong "),
        ("Đèn đường hỏng", "ĐÈN ĐƯỜNG HỎNG "),
        ("Đe\u0300n đươ\u0300ng hỏng", "đèn đường "),  # decomposed letters, as some telephones send them
        ("ddefn duwowngf hongr", "đèn đường hỏng "),  # the keyboard program was off
        ("Đèn đường hỏng", "ddefn duwowngf "),
        ("Trụ điện số 012345", "012345"),
        ("Hẻm 45/2 Hùng Vương", "45 2 hung vuong "),
    ],
)
def test_every_way_of_writing_finds_the_same(said: str, typed: str) -> None:
    have = words(said)
    assert all(have.intersection(each) for each in sought(typed).words)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Sought()),
        ("  ,. ", Sought()),
        ("den", Sought(beginning="den")),
        ("den ", Sought((("den",),))),
        ("d", Sought((("d",),))),  # a letter is the beginning of half of all words
        ("hung vuong", Sought((("hung",),), "vuong")),
        ("0905", Sought((("0905",),))),  # numbers are whole
        ('"đèn đường"', Sought((("den",), ("duong",)), None, ("den duong",))),
        ('"đèn"', Sought((("den",),))),  # one word is no phrase
        ("đèn đèn đèn ", Sought((("den",),))),
        ("den-duong!", Sought((("den",), ("duong",)))),
    ],
)
def test_what_is_typed_is_read(typed: str, expected: Sought) -> None:
    assert sought(typed) == expected


def test_nobody_searches_for_a_whole_letter() -> None:
    assert len(sought("mot hai ba bon nam sau bay tam chin muoi ").words) == MOST_SOUGHT


def test_a_flood_of_words_is_cut() -> None:
    assert len(words_of([" ".join(f"tu{number}" for number in range(10_000))])) == MOST_WORDS


def test_a_case_is_found_by_the_end_of_its_code() -> None:
    assert {"2611230000017", "0017", "00017", "000017"} == set(words_of_code("2611230000017"))


@pytest.mark.parametrize(
    ("phrase", "there"),
    [
        ("den duong", True),
        ("duong den", False),
        ("den duo", False),
        ("hong da ba ngay", True),
        ("den duong cho", False),
    ],
)
def test_phrases_are_whole_words_in_order_within_one_text(phrase: str, there: bool) -> None:
    assert has_phrases(["Đèn đường", "hỏng đã ba ngày, gần chợ"], [phrase]) is there


@given(vietnamese)
def test_words_are_what_the_slow_way_makes_of_them(text: str) -> None:
    slow = "".join(char if char.isascii() and char.isalnum() else " " for char in without_marks(text)).split()
    assert words(text) == {each for word in slow for each in spellings(word)}


@given(vietnamese)
def test_whatever_is_said_can_be_found_by_any_of_its_words(text: str) -> None:
    have = words(text)
    for each in sought(f"{text} ").words:
        assert have.intersection(each)


@given(st.text(max_size=80))
def test_nothing_that_can_be_typed_breaks_the_reading(typed: str) -> None:
    found = sought(typed)
    assert len(found.words) <= MOST_SOUGHT
    assert found.is_nothing == (not found.words and found.beginning is None)
