"""Passwords: what is refused, how they are kept, who is out when one changes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.failures import Rejected
from services.routing.adapters.password_secrets import ArgonSecrets
from services.routing.domain.signing_in import is_good_password
from tests.unit.routing.signing_in.doors import BETTER, GOOD, Doors

QUICK = ArgonSecrets(memory_kib=8_192, passes=1)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "ngắn quá",
        "mười-một-kt",  # eleven
        "123456789012",
        "Administrator",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "truc-01-la-toi-day",  # holds the name
        "x" * 199 + "yz",  # nobody hashes novels
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password):
    assert not is_good_password(password, "truc-01")


@pytest.mark.parametrize("password", [GOOD, "Correct horse battery", "mười-hai-ký!"])
def test_a_sentence_is_a_good_password(password):
    assert is_good_password(password, "truc-01")


def test_hashes_are_argon2id_with_the_parameters_that_were_set_and_a_salt_each():
    first, second = QUICK.hash(GOOD), QUICK.hash(GOOD)
    assert first.startswith("$argon2id$v=19$m=8192,t=1,p=1$")
    assert first != second and GOOD not in first


@settings(max_examples=20, deadline=None)  # each costs a hash
@given(st.text(max_size=40))
def test_only_the_password_itself_is_right_however_its_letters_are_composed(other):
    hashed = QUICK.hash(GOOD)
    assert QUICK.verify(hashed, unicodedata.normalize("NFD", GOOD))
    assert QUICK.verify(hashed, other) == (unicodedata.normalize("NFC", other) == GOOD)


def test_nobody_s_password_is_never_right():
    assert not QUICK.verify(None, GOOD)
    assert not QUICK.verify("not a hash", GOOD)


def test_a_name_nobody_has_costs_a_hash_as_well():
    doors = Doors()
    secrets = doors.store.secrets
    secrets.verified.clear()
    for name in ("truc-01", "khong-ai"):
        with pytest.raises(Rejected, match="wrong-name-or-password"):
            doors.signing.sign_in(name, "sai rồi nhé bạn", "192.0.2.1", "test")
    assert len(secrets.verified) == 2


def test_whoever_changes_the_password_is_the_only_one_left():
    doors = Doors()
    for _ in range(2):
        doors.signing.sign_in("truc-01", GOOD, "192.0.2.1", "test")
    doors.signing.change_password("truc-01", GOOD, BETTER)
    assert doors.store.sessions.of("truc-01") == []
    with pytest.raises(Rejected, match="wrong-name-or-password"):
        doors.signing.sign_in("truc-01", GOOD, "192.0.2.1", "test")
    assert doors.signing.sign_in("truc-01", BETTER, "192.0.2.1", "test")


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [("sai rồi nhé bạn", BETTER, "wrong-password"), (GOOD, GOOD, "weak-password"), (GOOD, "ngắn", "weak-password")],
)
def test_a_refused_change_changes_nothing(old, new, slug):
    doors = Doors()
    doors.signing.sign_in("truc-01", GOOD, "192.0.2.1", "test")
    with pytest.raises(Rejected, match=slug):
        doors.signing.change_password("truc-01", old, new)
    assert len(doors.store.sessions.of("truc-01")) == 1
    assert doors.signing.sign_in("truc-01", GOOD, "192.0.2.1", "test")


def test_the_present_password_cannot_be_guessed_in_a_browser_left_alone():
    doors = Doors()
    for _ in range(5):
        with pytest.raises(Rejected, match="wrong-password"):
            doors.signing.change_password("truc-01", "sai rồi nhé bạn", BETTER)
    with pytest.raises(Rejected, match="too-many-tries"):
        doors.signing.change_password("truc-01", GOOD, BETTER)
    assert doors.store.audit.told() == [("truc-01", "password-refused")] * 5
    doors.later(seconds=30)
    doors.signing.change_password("truc-01", GOOD, BETTER)
    doors.signing.change_password("truc-01", BETTER, GOOD)  # forgotten: nobody waits who was right


def test_wrong_passwords_in_a_browser_left_alone_do_not_make_anybody_wait_at_the_door():
    doors = Doors()
    for _ in range(50):
        with pytest.raises(Rejected):
            doors.signing.change_password("truc-01", "sai rồi nhé bạn", BETTER)
    assert doors.signing.sign_in("truc-01", GOOD, "192.0.2.1", "test")
