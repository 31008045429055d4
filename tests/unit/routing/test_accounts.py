"""Accounts: a token shown once, told by its hash only, dead once closed."""

import hashlib

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.usecases.accounts import CloseAccount, OpenAccount
from services.routing.usecases.accounts.open_account import new_token
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import HEALTH, snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCatalogs


@pytest.fixture
def book():
    return MemoryAccountBook()


@pytest.fixture
def open_account(book):
    return OpenAccount(book, MemoryCatalogs(snapshot()), FixedClock(NOON))


def test_the_token_is_given_once_and_only_its_hash_is_kept_and_told(open_account, book):
    token = open_account("truc-01", "operator")
    hashed = hashlib.sha256(token.encode()).hexdigest()
    [event] = book.events
    assert book.get("truc-01").token_sha256 == event.data.token_sha256 == hashed
    assert token not in repr(event) and token not in repr(book.get("truc-01"))
    assert (event.data.name, event.data.role, event.data.active) == ("truc-01", "operator", True)


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert min(len(token) for token in tokens) == 43  # 256 bits in base64


@pytest.mark.parametrize(
    ("name", "role", "agency", "slug"),
    [
        ("Trực 01", "operator", None, "malformed-account-name"),
        ("", "operator", None, "malformed-account-name"),
        ("x" * 65, "operator", None, "malformed-account-name"),
        ("truc-01", "king", None, "unknown-role"),
        ("can-bo", "agency_officer", None, "agency-needed"),
        ("can-bo", "agency_officer", "khong-co", "unknown-agency"),
        ("truc-01", "operator", HEALTH, "agency-not-needed"),
        ("co-san", "operator", None, "account-exists"),
    ],
)
def test_what_makes_no_sense_is_refused(open_account, book, name, role, agency, slug):
    open_account("co-san", "operator")
    with pytest.raises(Rejected) as refused:
        open_account(name, role, agency)
    assert refused.value.slug == slug
    assert len(book.events) == 1


def test_a_closed_account_is_told_and_stays_on_record(open_account, book):
    open_account("truc-01", "operator")
    close = CloseAccount(book, FixedClock(NOON))
    close("truc-01")
    close("truc-01")
    assert [event.data.active for event in book.events] == [True, False]
    assert [each.name for each in book.all()] == ["truc-01"]


def test_a_closed_account_comes_back_with_another_token(open_account, book):
    first = open_account("truc-01", "operator")
    CloseAccount(book, FixedClock(NOON))("truc-01")
    assert open_account("truc-01", "operator") != first


def test_an_account_nobody_knows_cannot_be_closed(book):
    with pytest.raises(Rejected) as refused:
        CloseAccount(book, FixedClock(NOON))("khong-co")
    assert refused.value.slug == "unknown-account"
