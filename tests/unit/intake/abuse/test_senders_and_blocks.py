"""By what senders are known, and who is blocked."""

import ipaddress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.abuse.blocks import Block, BlockList, canonical, words
from services.intake.domain.abuse.senders import on_this_machine, sender
from tests.unit.intake.fakes import MONDAY

UNTIL = MONDAY + timedelta(days=7)


def block(kind: str, value: str) -> Block:
    return Block(kind=kind, value=canonical(kind, value), reason="gửi rác", by="truc-01", since=MONDAY, until=UNTIL)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("address", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),  # one home
        ("address", "::ffff:203.0.113.7", "203.0.113.7"),  # one address, written in two ways
        ("address", "fe80::1%eth0", "fe80::2"),
        ("email", " An@Example.org", "an@example.org"),
    ],
)
def test_two_ways_of_writing_a_sender_are_one_sender(kind: str, one: str, other: str) -> None:
    assert sender(kind, one) == sender(kind, other)


@pytest.mark.parametrize(
    ("kind", "value"), [("address", "chỗ nào đó"), ("address", ""), ("fax", "1"), ("zalo", " "), ("device", "x" * 255)]
)
def test_what_is_no_sender_is_refused(kind: str, value: str) -> None:
    with pytest.raises(ValueError):
        sender(kind, value)


def test_a_sender_is_in_no_log() -> None:
    assert "0905" not in repr(sender("phone", "+84905000012"))


@pytest.mark.parametrize(("address", "here"), [("127.0.0.1", True), ("::1", True), ("203.0.113.7", False)])
def test_this_machine_is_no_stranger(address: str, here: bool) -> None:
    assert on_this_machine(sender("address", address)) is here


@pytest.mark.parametrize(
    ("value", "address", "blocked"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.0/24", "203.0.113.99", True),
        ("203.0.113.0/24", "2001:db8::1", False),
        ("2001:db8:1:2::5", "2001:db8:1:2::9", True),  # the whole home
        ("2001:db8::/32", "2001:db8:9::1", True),
        ("2001:db8::/32", "2001:db9::1", False),
    ],
)
def test_a_network_covers_its_addresses_and_no_other(value: str, address: str, blocked: bool) -> None:
    listed = BlockList([block("address", value)])
    assert bool(listed.find(sender("address", address), MONDAY)) is blocked


@given(st.ip_addresses(v=4), st.integers(16, 32))
def test_a_network_covers_exactly_what_is_in_it(address: ipaddress.IPv4Address, length: int) -> None:
    net = ipaddress.ip_network((address, length), strict=False)
    listed = BlockList([block("address", str(net))])
    assert listed.find(sender("address", str(net.broadcast_address)), MONDAY)
    beyond = (int(net.broadcast_address) + 1) % 2**32
    assert not listed.find(sender("address", str(ipaddress.IPv4Address(beyond))), MONDAY)


@pytest.mark.parametrize("value", ["0.0.0.0/0", "203.0.0.0/8", "2001::/16", "::/0"])
def test_half_a_country_cannot_be_blocked(value: str) -> None:
    with pytest.raises(ValueError, match="wide"):
        canonical("address", value)


def test_a_block_ends_by_itself() -> None:
    listed = BlockList([block("phone", "+84905000012"), replace(block("address", "203.0.113.7"), until=UNTIL)])
    for who in (sender("phone", "+84905000012"), sender("address", "203.0.113.7")):
        assert listed.find(who, UNTIL - timedelta(seconds=1))
        assert listed.find(who, UNTIL) is None


def test_a_block_on_one_kind_says_nothing_of_another() -> None:
    assert BlockList([block("zalo", "12345")]).find(sender("facebook", "12345"), MONDAY) is None


def test_who_is_blocked_learns_how_to_be_heard_and_not_why() -> None:
    said = words("(0269)1022")
    assert all("(0269)1022" in said[tongue] for tongue in ("vi", "en"))
