"""How many messages a text takes: each is paid for, and a phone must be able to join them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.sms import alphabet
from services.notify.domain.sms.joining import Place, header, parse
from services.notify.domain.sms.parts import Coding, coding_of, split, units
from tests.simulators.base import gsm

GSM_TEXT = st.text(st.sampled_from([letter for letter in alphabet.BASIC if letter != "\x1b"] + list("^{}\\[~]|€")))
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("ếđ👍🏽"), max_size=400)


@pytest.mark.parametrize(
    ("text", "coding", "count"),
    [
        ("", Coding.GSM7, 1),
        ("a" * 160, Coding.GSM7, 1),
        ("a" * 161, Coding.GSM7, 2),
        ("a" * 306, Coding.GSM7, 2),
        ("a" * 307, Coding.GSM7, 3),
        ("a" * 459, Coding.GSM7, 3),
        ("a" * 460, Coding.GSM7, 4),
        # the euro sign counts twice
        ("€" * 80, Coding.GSM7, 1),
        ("€" * 81, Coding.GSM7, 2),
        # 152 and a euro sign are one septet too many for a part: the sign moves to the next one, whole
        ("a" * 152 + "€" + "a" * 152, Coding.GSM7, 3),
        ("ế" * 70, Coding.UCS2, 1),
        ("ế" * 71, Coding.UCS2, 2),
        ("ế" * 134, Coding.UCS2, 2),
        ("ế" * 135, Coding.UCS2, 3),
        # a pair of surrogates counts twice and stays together
        ("👍" * 35, Coding.UCS2, 1),
        ("👍" * 36, Coding.UCS2, 2),
        ("ế" * 66 + "👍" + "ế" * 66, Coding.UCS2, 3),
        # letters of GSM-7 beyond ASCII need no Unicode
        ("Ñandú à la crème", Coding.UCS2, 1),
        ("à la mode", Coding.GSM7, 1),
    ],
)
def test_parts_are_counted_as_networks_count(text: str, coding: Coding, count: int) -> None:
    assert coding_of(text) is coding
    assert len(split(text)) == count


@given(ANY_TEXT)
def test_the_parts_together_are_the_text_and_each_fits(text: str) -> None:
    parts, coding = split(text), coding_of(text)
    assert "".join(parts) == text
    limit = (
        {Coding.GSM7: 153, Coding.UCS2: 67}[coding] if len(parts) > 1 else {Coding.GSM7: 160, Coding.UCS2: 70}[coding]
    )
    assert all(units(part, coding) <= limit for part in parts)


@given(ANY_TEXT)
def test_each_part_can_be_read_alone(text: str) -> None:
    # A half surrogate or a half escape would raise here.
    for part in split(text):
        if coding_of(text) is Coding.UCS2:
            assert part.encode("utf-16-be").decode("utf-16-be") == part
        else:
            assert gsm.decode(alphabet.encode(part)) == part


@given(GSM_TEXT)
def test_another_implementation_reads_our_septets(text: str) -> None:
    assert alphabet.encode(text) == gsm.encode(text)
    assert alphabet.decode(gsm.encode(text)) == text


@given(st.binary())
def test_no_octets_from_a_network_are_a_problem(octets: bytes) -> None:
    assert isinstance(alphabet.decode(octets), str)
    place, content = parse(octets)
    assert place is None or 1 <= place.number <= place.total
    assert octets.endswith(content)


@given(st.integers(0, 255), st.integers(1, 255), st.binary(max_size=134))
def test_a_header_comes_off_as_it_was_put_on(reference: int, total: int, content: bytes) -> None:
    place = Place(reference, total, total)
    assert parse(header(place) + content) == (place, content)


def test_a_header_with_a_long_reference_is_read_too() -> None:
    assert parse(bytes((6, 8, 4, 1, 2, 3, 2)) + b"abc") == (Place(258, 3, 2), b"abc")


def test_a_header_may_hold_other_elements_first() -> None:
    assert parse(bytes((9, 5, 2, 11, 22, 0, 3, 7, 2, 1)) + b"abc") == (Place(7, 2, 1), b"abc")


def test_more_parts_than_can_be_numbered_are_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        split("a" * 153 * 256)
