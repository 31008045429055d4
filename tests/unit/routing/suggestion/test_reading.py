"""Reading what people type: marks, keyboards, short words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.submission import Contact
from services.routing.domain.suggestion.caution import cautions
from services.routing.domain.suggestion.nameless import nameless
from services.routing.domain.suggestion.spelling import spelled
from services.routing.domain.suggestion.words import MOST_WORDS, words_of
from services.routing.training.noise import noisy
from tests.unit.routing.suggestion.province import FOLDER


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddefn", "đèn"),
        ("d9e2n", "đèn"),
        ("dduwowfng", "đường"),
        ("duowngf", "dường"),
        ("d9u7o7ng2", "đường"),
        ("nuwowcs", "nước"),
        ("nuocws", "nước"),  # the w last
        ("khoong", "không"),
        ("hoà", "hòa"),  # the mark on either vowel
        ("ĐƯỜNG", "đường"),
        ("co6ng", "công"),
        ("tuwf", "từ"),
    ],
)
def test_raw_typing_is_the_word_that_was_meant(typed, meant) -> None:
    assert words_of(typed) == [spelled(meant)]


@pytest.mark.parametrize("word", ["den", "hoa", "khong", "duong", "ban", "an", "ql19", "internet", "zalo", "wifi9x"])
def test_words_that_may_stand_as_they_are_stay(word) -> None:
    assert words_of(word) == [(word, word)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ko có nc", "khong co nuoc"),
        ("UBND P. Hoa Lư", "uy ban nhan dan p hoa lu"),
        ("xem https://example.org/a?b=c nhé", "xem nhe"),
        ("gọi 0905000012", "goi"),
    ],
)
def test_short_words_are_read_out_and_numbers_left_out(text, plain) -> None:
    assert " ".join(word for word, _ in words_of(text)) == plain


@pytest.mark.parametrize("kind", ["telex", "vni"])
def test_raw_typing_of_whole_sentences_reads_as_the_sentences(kind) -> None:
    texts = [each.text for each in FOLDER.held_out()[1]]
    words = [(a, b) for text in texts for a, b in zip(words_of(text), words_of(noisy(text, kind, 1)), strict=False)]
    same = sum(a == b for a, b in words)
    assert same / len(words) > 0.95


@given(st.text(max_size=500))
def test_no_text_upsets_reading(text: str) -> None:
    assert all(plain and marked for plain, marked in words_of(text))


def test_what_is_very_long_is_read_to_a_limit() -> None:
    assert len(words_of("dai " * 5000)) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tôi muốn TỐ CÁO ông trưởng thôn", ("to cao",)),
        ("toi to ca o", ()),  # whole words
        ("tooi muoons toos caos", ("to cao",)),  # raw telex
        ("đèn hỏng", ()),
    ],
)
def test_words_of_caution_are_found_in_any_spelling(text, found) -> None:
    assert cautions(text, FOLDER.caution()) == found


def test_what_is_learnt_from_holds_no_contact() -> None:
    contact = Contact(name="Nguyễn Văn An", phone="0905 000 012", email="an@example.org")
    said = "Tôi tên là Lê Thị Bình, em anh nguyễn văn an, gọi 0905.000.013 hay 0905 000 012"
    text = f"{said}, cccd 052090001234, an@example.org"
    kept = nameless(text, contact)
    assert not any(part in kept.lower() for part in ("bình", "văn an", "0905", "052090", "example.org"))
    assert kept.startswith("Tôi tên là …")
