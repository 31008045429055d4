"""The case code: read out over the telephone, typed by tired people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.case_code import NotACaseCode, grouped, make_code, parse_code

CODES = st.builds(
    make_code, st.dates(date(2021, 5, 17), date(2068, 12, 31)), st.integers(min_value=0, max_value=999_999)
)


def test_a_code_is_the_date_six_digits_and_a_check_digit() -> None:
    assert make_code(date(2026, 11, 23), 482917)[:12] == "261123482917"
    assert make_code(date(2026, 1, 2), 7)[:12] == "260102000007"


def test_a_code_is_read_out_in_three_groups() -> None:
    assert grouped(make_code(date(2026, 11, 23), 482917))[:14] == "261123 482917 "


@given(CODES)
def test_every_code_is_understood(code: str) -> None:
    assert parse_code(code) == code
    assert parse_code(grouped(code)) == code


@given(CODES)
def test_every_single_wrong_digit_is_caught(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(NotACaseCode):
                parse_code(code[:place] + wrong + code[place + 1 :])


@given(CODES)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    for place in range(len(code) - 1):
        first, second = code[place], code[place + 1]
        if first != second:
            with pytest.raises(NotACaseCode):
                parse_code(code[:place] + second + first + code[place + 2 :])


@pytest.mark.parametrize(
    "spoken",
    [
        "{d}.{n}.{c}",  # dots
        "{d}-{n}-{c}",  # dashes
        " {d} {n} {c} ",  # blanks around
        "{d}\u00a0{n}–{c}",  # a non-breaking space and a typographer's dash, as copied from a page
    ],
)
def test_pauses_do_not_matter(spoken: str) -> None:
    code = make_code(date(2026, 11, 23), 482917)
    assert parse_code(spoken.format(d=code[:6], n=code[6:12], c=code[12])) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "261123",  # too short
        "2611234829170000",  # too long
        "26112348291x3",  # a letter
        "२६११२३४८२९१७३",  # digits, but not ASCII ones
        make_code(date(2026, 11, 23), 1)[:2] + "13" + "99" + "0000010",  # no such month
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(NotACaseCode):
        parse_code(text)


def test_a_number_beyond_six_digits_is_a_bug() -> None:
    with pytest.raises(ValueError, match="out of range"):
        make_code(date(2026, 11, 23), 1_000_000)
