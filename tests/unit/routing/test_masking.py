"""What is left of a contact for whoever has not asked to see it, and who may ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.masking import masked, masked_email, masked_name, masked_phone, readable_phone
from services.routing.domain.submission import Contact


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+84905000012", "09xx xxx x12"),
        ("0905000012", "09xx xxx x12"),
        ("0269 3 821 022", "02xx xxx xx22"),  # landlines have a digit more
        ("1022", "xxxx"),  # short numbers show nothing
        ("+1 555 010 0000", "15xx xxx xx00"),
    ],
)
def test_a_number_keeps_what_recognises_it(phone, shown):
    assert masked_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Nguyễn Văn An", "N. V. A."), ("  đỗ   Ân ", "Đ. Â."), ("", "")],
)
def test_a_name_becomes_initials(name, shown):
    assert masked_name(name) == shown


def test_a_number_is_read_out_in_groups():
    assert readable_phone("+84905000012") == "0905 000 012"
    assert readable_phone("1022") == "1022"


def test_an_address_keeps_its_first_letter_and_its_domain():
    assert masked_email("an.nguyen@example.org") == "a…@example.org"
    assert masked_email("broken") == "…"


@given(st.from_regex(r"\+84[35789]\d{8}", fullmatch=True))
def test_no_number_of_viet_nam_can_be_called_from_what_is_shown(phone):
    shown = masked_phone(phone)
    assert sum(each.isdigit() for each in shown) == 4
    assert phone[-9:] not in shown.replace(" ", "")


def test_what_is_missing_stays_missing():
    assert masked(Contact(phone="0905000012")) == Contact(phone="09xx xxx x12")
