"""Codes of dossiers as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.dossiers import read_code
from services.kit.failures import Rejected

READ = [
    # As printed.
    ("H21.99-261124-0015", "H21.99-261124-0015"),
    ("000.00.15.H21-261124-0015", "000.00.15.H21-261124-0015"),
    ("00352112000539", "00352112000539"),
    # Without anything between, in lower case, in groups.
    ("h2199261124" + "0015", "H21.99-261124-0015"),
    ("h21 99 261124 0015", "H21.99-261124-0015"),
    ("000 00 15 h21 261124 0015", "000.00.15.H21-261124-0015"),
    ("0035 2112 0005 39", "00352112000539"),
    # A telephone's dashes, and digits of a full-width keyboard.
    ("H21.99–261124—0015", "H21.99-261124-0015"),
    ("Ｈ２１．９９－２６１１２４－００１５", "H21.99-261124-0015"),
    # Letters read for digits, where only digits can stand.
    ("h2l.99-26ll24-OO15", "H21.99-261124-0015"),
    ("OO352112000539", "00352112000539"),
    # The number of the day without its zeros: the dashes say where it begins.
    ("H21.99-261124-15", "H21.99-261124-0015"),
    # No desk within the province, and several levels.
    ("H08-261124-0001", "H08-261124-0001"),
    ("H21.99.15-261124-0001", "H21.99.15-261124-0001"),
]
REFUSED = [
    "",
    "abc",
    "H21.99-269924-0001",  # no such day
    "123456789",  # too short for any form
    "1234567890123456789",  # too long
    "L21992611240001",  # a province L, or fifteen digits: nobody can tell
    "H21.99-261124",  # the number is missing
    "H21.99-261124-0015 và H21.99-261124-0016",
    "x" * 10_000,
]


@pytest.mark.parametrize(("typed", "meant"), READ)
def test_a_code_is_read_however_it_is_typed(typed: str, meant: str) -> None:
    assert read_code(typed).text == meant


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_code_or_could_be_two_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_code(typed)
    assert refused.value.slug == "malformed-dossier-code"
    assert refused.value.details["example"] in refused.value.vi
    assert refused.value.details["example"] in refused.value.en


PAUSES = st.sampled_from(["", " ", ".", "-", "–", ". ", " - "])
days = st.dates(date(2018, 1, 1), date(2039, 12, 31))


@given(
    day=days,
    number=st.integers(0, 9999),
    desk=st.integers(0, 99),
    letter=st.sampled_from("ABCDEFGHKMNPRSTUVX"),
    pauses=st.tuples(*[PAUSES] * 3),
    lower=st.booleans(),
)
def test_dots_dashes_and_case_never_matter(day, number, desk, letter, pauses, lower) -> None:
    groups = (f"{letter}21", f"{desk:02}", f"{day:%y%m%d}", f"{number:04}")
    typed = "".join(group + pause for group, pause in zip(groups, (*pauses, ""), strict=True))
    printed = f"{groups[0]}.{groups[1]}-{groups[2]}-{groups[3]}"
    assert read_code(typed.lower() if lower else typed).text == printed


@given(st.text(max_size=70))
def test_anything_is_a_code_or_refused_and_a_code_is_read_as_itself(typed: str) -> None:
    try:
        read = read_code(typed)
    except Rejected:
        return
    assert read_code(read.text) == read
