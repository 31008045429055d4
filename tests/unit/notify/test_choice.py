"""Choice: on which channel a citizen is answered, and what comes next when that one fails."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest

from services.notify.adapters.policy_file import read_policy
from services.notify.domain.addressee import Addressee
from services.notify.domain.choice import Choice, known_windows
from services.notify.domain.message import CHANNELS, Route
from services.notify.domain.windows import WindowRules
from tests.unit.notify.builders import CODE, NOW

POLICY = read_policy()
OWN = frozenset({"1022@example.org", "+842691022"})
ALL = {"email": "an@example.org", "phone": "+84905000011", "zalo": "za", "facebook": "fb"}


def citizen(origin: str, **reached: str) -> Addressee:
    base = {"code": CODE, "name": None, "email": None, "language": "vi", "title": "Đèn hỏng", "pin": ""}
    return Addressee(**(base | reached), channel=origin, heard_at=NOW)  # type: ignore[arg-type]


def chosen(
    type_: str, addressee: Addressee, offered: Collection[str] = CHANNELS, zns: Collection[str] = ("case.answered",)
) -> list[str]:
    choice = Choice(POLICY, frozenset(offered), OWN, zns)
    return [route.channel for route in choice.routes(type_, addressee)]


@pytest.mark.parametrize(
    ("origin", "type_", "channels"),
    [
        ("web", "case.received", ["email"]),
        ("web", "case.routed", ["email"]),
        ("web", "case.answered", ["email", "sms"]),
        ("mobile", "case.answered", ["email", "sms"]),
        ("hotline", "case.received", ["sms", "email"]),
        ("hotline", "case.routed", ["email"]),  # not worth an SMS
        ("hotline", "case.answered", ["sms", "email"]),
        ("email", "case.received", ["email"]),
        ("email", "case.answered", ["email"]),
        ("zalo", "case.received", []),  # the conversation itself has given the receipt
        ("zalo", "case.routed", ["zalo", "email"]),
        ("zalo", "case.answered", ["zalo", "zns", "sms", "email"]),
        ("facebook", "case.received", []),
        ("facebook", "case.answered", ["facebook", "sms", "email"]),
        ("web", "case.published", []),
    ],
)
def test_the_citizens_own_channel_comes_first(origin: str, type_: str, channels: list[str]) -> None:
    assert chosen(type_, citizen(origin, **ALL)) == channels


@pytest.mark.parametrize(
    ("origin", "reached", "channels"),
    [
        ("web", {}, []),
        ("web", {"phone": "+84905000011"}, ["sms"]),
        ("hotline", {"email": "an@example.org"}, ["email"]),
        ("zalo", {"zalo": "za"}, ["zalo"]),
        ("zalo", {"zalo": "za", "email": ""}, ["zalo"]),
        ("web", {"email": "1022@EXAMPLE.org", "phone": "+842691022"}, []),  # both are our own
    ],
)
def test_only_where_the_citizen_is_known_and_never_to_ourselves(
    origin: str, reached: dict[str, str], channels: list[str]
) -> None:
    assert chosen("case.answered", citizen(origin, **reached)) == channels


@pytest.mark.parametrize(
    ("offered", "zns", "channels"),
    [
        ({"email"}, (), ["email"]),
        ({"email", "sms"}, (), ["sms", "email"]),
        ({"email", "zalo", "zns"}, (), ["zalo", "email"]),  # no approved template
        ({"email", "zalo", "zns"}, ("case.answered",), ["zalo", "zns", "email"]),
        (set(), (), []),
    ],
)
def test_a_channel_that_is_not_set_up_is_passed_over(
    offered: set[str], zns: Collection[str], channels: list[str]
) -> None:
    assert chosen("case.answered", citizen("zalo", **ALL), offered, zns) == channels


ZALO, SMS = Route("zalo", "za"), Route("sms", "+84905000011")


@pytest.mark.parametrize(
    ("hours", "billed", "channels"),
    [
        (0, True, ["zalo", "sms"]),
        (48, False, ["zalo", "sms"]),
        (48.01, False, ["sms"]),
        (48.01, True, ["zalo", "sms"]),
        (168, True, ["zalo", "sms"]),
        (168.01, True, ["sms"]),
    ],
)
def test_a_closed_window_is_passed_over_without_a_call(hours: float, billed: bool, channels: list[str]) -> None:
    choice = Choice(POLICY, CHANNELS, rules=WindowRules(zalo_billed=billed))
    heard = {ZALO: NOW - timedelta(hours=hours)}
    assert [each.channel for each in choice.open_ones((ZALO, SMS), heard, NOW)] == channels


def test_where_all_windows_are_closed_one_route_is_left_to_fail_loudly() -> None:
    choice = Choice(POLICY, CHANNELS)
    assert choice.open_ones((ZALO, Route("facebook", "fb")), {}, NOW) == (ZALO,)
    assert choice.open_ones((), {}, NOW) == ()


@pytest.mark.parametrize(
    ("channel", "hours", "human", "is_open"),
    [
        ("facebook", 24, False, True),
        ("facebook", 24.01, False, False),
        ("facebook", 24.01, True, True),  # a person typed it
        ("facebook", 168.01, True, False),
        ("zalo", 168.01, True, False),
        ("email", 10_000, False, True),
        ("sms", 10_000, False, True),
        ("zns", 10_000, False, True),
    ],
)
def test_windows_of_each_channel(channel: str, hours: float, human: bool, is_open: bool) -> None:
    heard = NOW - timedelta(hours=hours)
    assert WindowRules().is_open(channel, heard, NOW, human=human) is is_open


@pytest.mark.parametrize("channel", ["zalo", "facebook"])
def test_nobody_opens_a_chat_with_a_citizen_who_never_wrote_there(channel: str) -> None:
    assert not WindowRules().is_open(channel, None, NOW)


def test_filing_a_case_in_a_chat_opens_its_window_and_an_older_moment_does_not_close_it() -> None:
    addressee = citizen("zalo", zalo="za")
    assert known_windows(addressee, {}) == {ZALO: NOW}
    later, earlier = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
    assert known_windows(addressee, {ZALO: later}) == {ZALO: later}
    assert known_windows(addressee, {ZALO: earlier}) == {ZALO: NOW}
    assert known_windows(citizen("web", **ALL), {}) == {}
