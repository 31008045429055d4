"""Days of the ledger: closed once, signed by every key, and never gaining an entry afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.kit.settings import BadSettings, read
from services.publish.adapters.ed25519 import Ed25519Signer, new_key
from services.publish.domain.days import PROVINCE
from services.publish.domain.ledger.roots import Root, signed_bytes
from services.publish.settings import load
from tests.unit.publish.builders import Portal, a_case, settings

FIRST, SECOND = "11" * 32, "22" * 32
OTHER = "2611231111118"
#: Five minutes past the midnight that ends 23/11/2026 in the province.
CLOSED = datetime(2026, 11, 24, 0, 5, tzinfo=PROVINCE)


def a_portal(*keys: str) -> Portal:
    """Return a portal with an entry of 23/11/2026."""
    portal = Portal(ledger_keys=keys)
    portal.app.on_cases(a_case().history())
    portal.app.ledger.append()
    return portal


def roots(portal: Portal, at: datetime) -> list[Root]:
    portal.clock.at = at
    portal.app.keep_house()
    return portal.app.ledger.read.roots()


def verify(root: Root, public: str, signature: str) -> None:
    message = signed_bytes(root.day, root.number, root.hash, root.keys)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)


def test_a_day_is_closed_a_little_after_its_midnight_in_the_province() -> None:
    portal = a_portal(FIRST)
    assert roots(portal, CLOSED - timedelta(seconds=1)) == []
    (root,) = roots(portal, CLOSED)
    assert (root.day, root.number) == (date(2026, 11, 23), 1)


def test_every_key_signs_and_vouches_for_the_others() -> None:
    (root,) = roots(a_portal(FIRST, SECOND), CLOSED)
    assert root.keys == Ed25519Signer((FIRST, SECOND)).keys
    for each in root.signatures:
        verify(root, each.key, each.signature)
    with pytest.raises(InvalidSignature):
        verify(root, root.keys[0], root.signatures[1].signature)


def test_a_quiet_day_and_a_day_nobody_was_there_have_their_roots_too() -> None:
    found = roots(a_portal(FIRST), CLOSED + timedelta(days=3))
    assert [each.day.day for each in found] == [23, 24, 25, 26]
    assert {each.hash for each in found} == {found[0].hash}


def test_what_comes_after_midnight_belongs_to_the_next_day() -> None:
    portal = a_portal(FIRST)
    portal.clock.at = CLOSED - timedelta(minutes=4)
    portal.app.on_cases(a_case(OTHER).history())
    portal.app.ledger.append()
    assert [each.number for each in roots(portal, CLOSED + timedelta(days=1))] == [1, 2]


def test_a_day_that_is_closed_stays_as_it_is() -> None:
    portal = a_portal(FIRST)
    first = roots(portal, CLOSED)
    portal.ledger.roots.by_day.clear()
    portal.ledger.roots.add(first[0])
    portal.ledger.roots.add(Root(day=first[0].day, number=9, hash="f" * 64))
    assert roots(portal, CLOSED) == first


def test_without_a_key_days_are_closed_unsigned() -> None:
    (root,) = roots(a_portal(), CLOSED)
    assert (root.keys, root.signatures) == ((), ())


def test_an_empty_ledger_has_no_days() -> None:
    assert roots(Portal(), CLOSED) == []


def test_a_new_pair_signs_what_its_public_key_verifies() -> None:
    private, public = new_key()
    (signature,) = Ed25519Signer((private,)).sign(b"1022")
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature.signature), b"1022")
    assert new_key() != (private, public)


def test_a_private_key_shows_nowhere() -> None:
    given = settings(ledger_keys=(FIRST,))
    assert FIRST not in repr(given)
    assert FIRST not in repr(Portal(ledger_keys=(FIRST,)).app)


@pytest.mark.parametrize(
    "written",
    ["11", "G" * 64, FIRST + ",", f"{FIRST} {SECOND}", FIRST + "\n"],
    ids=["too short", "no hex", "a comma too many", "a blank between", "a line's end"],
)
def test_a_key_that_is_none_is_refused_at_start(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    for name in ("AMQP_URI", "MONGO_URI", "SECRET_KEY", "TRACKING_KEY"):
        monkeypatch.setenv(name, "only-for-this-test")
    monkeypatch.setenv("LEDGER_KEY", f"{FIRST},{SECOND}")
    assert read(load).ledger_keys == (FIRST, SECOND)
    monkeypatch.setenv("LEDGER_KEY", written)
    with pytest.raises(BadSettings, match="LEDGER_KEY"):
        read(load)
