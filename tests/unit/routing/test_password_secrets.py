"""Passwords and codes themselves: how they are kept, and what is right."""

import unicodedata
from datetime import timedelta

import pyotp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.routing.adapters.password_secrets import ArgonSecrets, TotpCodes
from services.routing.domain.signing_in import is_good_password
from tests.unit.routing.builders import NOON

QUICK = ArgonSecrets(memory_kib=8_192, passes=1)
GOOD = "một câu dài dễ nhớ"
HASHED = QUICK.hash(GOOD)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "ngắn quá",
        "mười-một-kt",  # eleven
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "truc-01-la-toi-day",  # holds the name
        "TRUC-01 là tôi đây",
        "xy" * 50 + "abc" * 34,  # nobody hashes novels
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password):
    assert not is_good_password(password, "truc-01")


@pytest.mark.parametrize("password", [GOOD, "Correct horse battery", "mười-hai-ký!"])
def test_a_sentence_is_a_good_password(password):
    assert is_good_password(password, "truc-01")


def test_hashes_are_argon2id_with_the_parameters_that_were_set_and_a_salt_each():
    assert HASHED.startswith("$argon2id$v=19$m=8192,t=1,p=1$")
    assert QUICK.hash(GOOD) != HASHED and GOOD not in HASHED


def test_it_does_not_matter_how_the_keyboard_composes_letters():
    for form in ("NFC", "NFD"):
        assert QUICK.verify(HASHED, unicodedata.normalize(form, GOOD))


@settings(max_examples=20, deadline=None)  # each costs a hash
@given(st.text(max_size=40))
def test_no_other_password_is_right(other):
    assert QUICK.verify(HASHED, other) == (unicodedata.normalize("NFC", other) == GOOD)


def test_nobody_s_password_is_never_right():
    assert not QUICK.verify(None, GOOD)
    assert not QUICK.verify("not a hash", GOOD)


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_s_clock_may_be_half_a_minute_off(steps, right):
    codes = TotpCodes()
    secret = codes.secret()
    code = pyotp.TOTP(secret).at(NOON + timedelta(seconds=30 * steps))
    assert (codes.step_of(secret, code, NOON) is not None) == right


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "mã số", "12345\x00"])
def test_what_is_no_code_is_wrong_and_nothing_worse(code):
    codes = TotpCodes()
    assert codes.step_of(codes.secret(), code, NOON) is None
