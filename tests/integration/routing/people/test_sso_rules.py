"""Which account somebody gets whom a provider vouches for; needs no provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from services.kit.failures import Rejected
from services.routing.domain.signing_in import BY_SSO, BY_STRONG_SSO, FULL, PASSWORD
from services.routing.usecases.single_sign_on import Begun, Identity, SignInBySso
from services.routing.wiring.sign_in import sign_in_store
from tests.integration.routing.people.conftest import House

pytestmark = pytest.mark.integration
BEGUN = Begun("", "", "", "")
AN = Identity(subject="https://sso.example.org an", email="an@example.org")


@dataclass
class Vouching:
    """A provider that vouches for whoever it is told to."""

    identity: Identity

    def begin(self, back: str) -> Begun:
        """Begin."""
        return BEGUN

    def finish(self, back: str, code: str, begun: Begun) -> Identity:
        """Vouch."""
        return self.identity

    def farewell(self, back: str) -> str | None:
        """Return no way out."""
        return None

    def is_issuer(self, issuer: str) -> bool:
        """Be it."""
        return True


def door(house: House, identity: Identity, roles: Mapping[str, frozenset[str]] | None = None) -> SignInBySso:
    """Return the use case on the house's database."""
    signing, book = house.application.signing, house.application.account_book
    assert signing
    store = sign_in_store(house.database, book)  # type: ignore[arg-type]
    more = (store.people, book, store.book, store.audit, house.clock, signing.sign_in, roles or {})
    return SignInBySso(Vouching(identity), *more)


def outcome(house: House, identity: Identity, roles: Mapping[str, frozenset[str]] | None = None) -> str:
    """Return the account somebody gets, or why they get none."""
    try:
        return door(house, identity, roles)("", "", BEGUN, "", "").session.account
    except Rejected as why:
        return why.slug


@pytest.fixture
def staffed(house: House) -> House:
    """An, an operator whose address is known; Bình, whose is not; and somebody who has left."""
    house.hire("an", "operator", email="AN@example.org")
    house.hire("binh", "operator")
    house.hire("cu", "operator", email="cu@example.org")
    house.application.close_account("cu", "quan-tri")
    return house


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (AN, "an"),
        (Identity(subject="s"), "sso-unknown"),  # an address that is not verified is none
        (Identity(subject="s", email="ai-do@example.org"), "sso-unknown"),
        (Identity(subject="s", email="cu@example.org"), "sso-unknown"),
        (Identity(subject="s", email="binh"), "sso-unknown"),
    ],
)
def test_the_first_time_the_address_decides(staffed: House, identity: Identity, expected: str) -> None:
    assert outcome(staffed, identity) == expected
    assert staffed.database.accounts.count_documents({}) == 4


def test_later_the_subject_decides_and_nothing_else(staffed: House) -> None:
    assert outcome(staffed, AN) == "an"
    assert outcome(staffed, Identity(subject=AN.subject, email="binh@example.org")) == "an"
    assert outcome(staffed, Identity(subject="somebody else", email=AN.email)) == "sso-unknown"
    staffed.application.close_account("an", "quan-tri")
    assert outcome(staffed, AN) == "sso-closed"


@pytest.mark.parametrize(
    ("groups", "expected"), [(["truc"], "an"), (["quan-tri"], "sso-role-not-granted"), ([], "sso-role-not-granted")]
)
def test_groups_only_keep_out(staffed: House, groups: list[str], expected: str) -> None:
    roles = {"truc": frozenset({"operator"}), "quan-tri": frozenset({"administrator"})}
    identity = Identity(subject="s", email=AN.email, groups=frozenset(groups))
    assert outcome(staffed, identity, roles) == expected
    account = staffed.database.accounts.find_one({"_id": "an"})
    assert account and account["role"] == "operator"


@pytest.mark.parametrize(
    ("strong", "telephone", "stage", "way"),
    [
        (False, None, FULL, BY_SSO),
        (False, "a secret", PASSWORD, BY_SSO),
        (True, "a secret", FULL, BY_STRONG_SSO),
        (True, None, FULL, BY_STRONG_SSO),
    ],
)
def test_our_second_factor_is_asked_for_unless_one_was_proved(
    staffed: House, strong: bool, telephone: str | None, stage: str, way: str
) -> None:
    staffed.database.credentials.update_one({"_id": "an"}, {"$set": {"totp": telephone}})
    session = door(staffed, Identity(subject="s", email=AN.email, strong=strong))("", "", BEGUN, "", "").session
    assert (session.stage, session.way) == (stage, way)
