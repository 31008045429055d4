"""By which words a case is found, what keys were meant to say, and what words may have been meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.publish.domain.days import begins, local_day, month_of, next_month
from services.publish.domain.keyboards import meant_by
from services.publish.domain.position import Position
from services.publish.domain.public_case import PublicCase
from services.publish.domain.spelling import likeliest, most_wrong, split
from services.publish.domain.words import asked, meanings, query_words, words_of
from tests.unit.publish.builders import NOON, Portal, a_case


def a_published(**received: str) -> PublicCase:
    portal = Portal()
    portal.app.on_cases(a_case(**received).history())
    (found,) = portal.app.list_public().cases
    return found


def finds(case: PublicCase, query: str) -> bool:
    return all(words_of(case) & group for group in asked(query_words(query), None, None, ()))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("duong", True),  # nobody has to type diacritics
        ("đường", True),
        ("ĐƯỜNG", True),
        ("dương", False),  # another word, and typed as one
        ("Hùng Vương", True),
        ("hùng vướng", False),
        ("hoà", True),  # two ways to place a tone
        ("hòa", True),
        ("thuỷ lợi", True),
    ],
)
def test_diacritics_count_where_they_are_typed(query: str, found: bool) -> None:
    case = a_published(title="Đường Hùng Vương", text="Nước tràn từ kênh thủy lợi ra đường, xã An Hòa.")
    assert finds(case, query) is found


@pytest.mark.parametrize(("query", "found"), [("đường", True), ("dương", True), ("đèn", True), ("cau", False)])
def test_a_text_without_diacritics_may_mean_any_spelling(query: str, found: bool) -> None:
    assert finds(a_published(title="Den duong hong", text="Den duong truoc cong truong tat hai tuan"), query) is found


def test_a_foreign_word_in_a_text_with_diacritics_means_itself() -> None:
    case = a_published(title="Đèn đường hỏng", text="Trụ đèn cạnh quán cafe Ban Me bị tắt đã hai tuần nay.")
    assert finds(case, "ban") and not finds(case, "bàn")


def test_a_category_is_found_by_all_above_it() -> None:
    words = words_of(replace(a_published(), category="a.b.c", agency="so-y-te", area="1"))
    assert {"#a", "#a.b", "#a.b.c", "@so-y-te", "&1"} <= words and "#b" not in words


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ ", max_size=60))
def test_every_text_is_found_by_its_own_words_with_and_without_diacritics(text: str) -> None:
    case = replace(PUBLISHED, text=text)
    for word in query_words(text):
        plain = next(iter(meanings(word))) if len(meanings(word)) == 1 else word
        assert finds(case, word) and finds(case, plain)


PUBLISHED = a_published()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nguwowif", "người"),
        ("dduwowngf", "đường"),
        ("dduongwf", "đường"),  # the marks at the end
        ("ddeenf", "đền"),
        ("quyeets", "quyết"),
        ("giaays", "giấy"),
        ("tuyeens", "tuyến"),
        ("toans", "toán"),
        ("thuyr", "thuỷ"),
        ("mias", "mía"),
        ("khoaij", "khoại"),
        ("d9uo7ng2", "đường"),
        ("duong972", "đường"),
        ("d9ie6n5", "điện"),
        ("nuoc71", "nước"),
        ("mua7", "mưa"),
        ("quan6", "quân"),
    ],
)
def test_keys_that_no_program_turned_into_marks_are_understood(typed: str, meant: str) -> None:
    assert meant in meant_by(typed)


@pytest.mark.parametrize("typed", ["duong", "123", "t1t", "bcd", "aaaaaaaaaaaaaaaaas", "", "đường", "345a6"])
def test_where_no_key_puts_a_mark_nothing_else_is_meant(typed: str) -> None:
    assert list(meant_by(typed)) == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=14))
def test_any_keys_can_be_read(typed: str) -> None:
    for meant in meant_by(typed):
        assert meant and meant != typed and not any(letter.isdigit() for letter in meant)


FREQUENCY = {"den": 900, "duong": 800, "hong": 500, "de": 300, "nd": 1, "uong": 20, "ho": 40, "ng": 1}


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("denduong", ("den", "duong")),
        ("denduonghong", ("den", "duong", "hong")),
        ("duong", ()),  # one word is none that a space is missing in
        ("denxyz", ()),
        ("den2duong", ()),
        ("", ()),
        ("den" * 30, ()),
    ],
)
def test_missing_spaces_are_found(run: str, words: tuple[str, ...]) -> None:
    assert split(run, FREQUENCY) == words


def test_what_sounds_the_same_comes_first_then_what_is_nearer_then_what_is_more_frequent() -> None:
    near = [("sanh", 2, 900), ("xanh", 1, 5), ("canh", 1, 80), ("thanh", 1, 90)]
    assert likeliest("sanh", [each for each in near if each[0] != "sanh"], 3) == ["xanh", "thanh", "canh"]
    assert likeliest("tuongg", [("tuong", 1, 5), ("truong", 2, 900), ("luong", 2, 7)], 2) == ["tuong", "truong"]


def test_no_letter_of_a_number_or_of_a_short_word_counts_as_wrong() -> None:
    assert [most_wrong(word) for word in ("an", "den", "1234", "duon", "duongg", "nghieng")] == [0, 0, 0, 1, 2, 2]


@given(st.integers(0, 10**12), st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_a_place_in_the_list_comes_back_from_an_address(milliseconds: int, code: str) -> None:
    place = Position(NOON + timedelta(milliseconds=milliseconds), code)
    assert Position.read(str(place)) == place
    assert str(place).isascii() and not {"/", "+", "=", "&"} & set(str(place))


@given(st.text(max_size=80))
def test_any_text_may_stand_in_an_address_as_a_place(text: str) -> None:
    assert Position.read(text) is None or Position.read(str(Position.read(text))) == Position.read(text)


def test_months_begin_and_end_in_the_time_of_the_province() -> None:
    assert local_day(NOON.replace(hour=16, minute=59)) == date(2026, 11, 23)
    assert local_day(NOON.replace(hour=17)) == date(2026, 11, 24)
    assert begins(next_month(date(2026, 12, 31))).isoformat() == "2027-01-01T00:00:00+07:00"
    assert [month_of(text) for text in ("2026-10", "2026-13", "0000-01", "2026-1", "x")] == [
        date(2026, 10, 1),
        *[None] * 4,
    ]
