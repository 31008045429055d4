"""What happens to a citizen's words before they are kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.wording import clean_line, clean_text, title_from, wording_faults

TEXT = "Đèn đường hỏng trước số 12 Hùng Vương, phường Pleiku."


def test_decomposed_letters_are_composed() -> None:
    assert clean_text(unicodedata.normalize("NFD", TEXT)) == TEXT


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc", "a\nb\nc"),  # line ends of Windows and of old Macs
        ("a\x00b\x07c", "abc"),  # control characters from a scanner
        ("a\u202eb\u2066c", "abc"),  # marks that turn the direction of reading
        ("a\u200bb\ufeff", "ab"),  # zero width
        ("a\ud800b", "ab"),  # half a surrogate pair, which no database takes
        ("a\n\n\n\n\nb", "a\n\nb"),  # at most one empty line
        ("  a  ", "a"),
        ("👩‍👩‍👧 a", "👩‍👩‍👧 a"),  # a joined emoji stays joined
        ("a\tb", "a\tb"),
    ],
)
def test_only_what_can_be_seen_is_kept(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


def test_a_title_is_one_line() -> None:
    assert clean_line(" Đèn \n đường\t hỏng ") == "Đèn đường hỏng"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Đèn hỏng.\nĐã ba ngày.", "Đèn hỏng."),  # the first line
        ("ổ gà " * 40, ("ổ gà " * 16).strip()[:79].rsplit(" ", 1)[0] + "…"),  # cut between words
        ("x" * 100, "x" * 79 + "…"),  # one endless word
    ],
)
def test_a_missing_title_comes_from_the_text(text: str, title: str) -> None:
    assert title_from(text) == title


@pytest.mark.parametrize(
    ("title", "text", "address", "slugs"),
    [
        ("", TEXT, "", []),  # a title is not needed
        ("", "quá ngắn", "", ["text-too-short"]),
        ("", "đ" * 10, "", []),  # exactly enough
        ("t" * 200, "đ" * 10_000, "a" * 300, []),  # exactly at the limits
        ("t" * 201, "đ" * 10_001, "a" * 301, ["title-too-long", "text-too-long", "address-too-long"]),
    ],
)
def test_limits_are_told_by_slug(title: str, text: str, address: str, slugs: list[str]) -> None:
    assert [fault.slug for fault in wording_faults(title, text, address)] == slugs
