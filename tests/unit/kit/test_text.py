"""Vietnamese text: stored in one form, searched in another."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.text import fold, nfc


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường Hùng Vương", "duong hung vuong"),
        ("đèn chiếu sáng hỏng", "den chieu sang hong"),
        ("Ổ gà trước Trường Nguyễn Huệ", "o ga truoc truong nguyen hue"),
        (unicodedata.normalize("NFD", "Pleiku, phường Diên Hồng"), "pleiku, phuong dien hong"),
        ("", ""),
    ],
)
def test_folding_takes_the_diacritics_off(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_does_not_depend_on_the_normal_form(text):
    assert fold(nfc(text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_nfc_is_stable_and_says_the_same(text):
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.normalize("NFD", nfc(text)) == unicodedata.normalize("NFD", text)
