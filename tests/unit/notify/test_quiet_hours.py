"""Quiet hours: what waits for the morning, told to the minute."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from services.kit.events import Event
from services.notify.domain.message import State
from services.notify.domain.outcome import Deferred
from services.notify.domain.quiet import LOCAL, QuietHours
from tests.unit.notify.builders import answered, received, requested
from tests.unit.notify.world import World

NIGHT = QuietHours()


def local(text: str) -> datetime:
    """A moment of Vietnam's clock as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-24 21:59:59", None),
        ("2026-11-24 22:00:00", "2026-11-25 06:00"),
        ("2026-11-24 23:59:59", "2026-11-25 06:00"),
        ("2026-11-25 00:00:00", "2026-11-25 06:00"),
        ("2026-11-25 05:59:59", "2026-11-25 06:00"),
        ("2026-11-25 06:00:00", None),
        ("2026-12-31 23:30:00", "2027-01-01 06:00"),
    ],
)
@pytest.mark.parametrize("channel", ["sms", "zalo", "zns", "facebook"])
def test_telephones_are_silent_at_night(channel: str, now: str, until: str | None) -> None:
    assert NIGHT.held_until(channel, local(now)) == (local(until) if until else None)


def test_mail_rings_at_no_bedside_and_urgent_cases_do_not_wait() -> None:
    assert NIGHT.held_until("email", local("2026-11-25 02:00")) is None
    assert NIGHT.held_until("sms", local("2026-11-25 02:00"), urgent=True) is None


@pytest.mark.parametrize(("minutes", "held"), [(0, False), (30, False), (31, True)])
def test_who_wrote_or_called_a_moment_ago_is_awake(minutes: int, held: bool) -> None:
    now = local("2026-11-25 02:00")
    until = NIGHT.held_until("sms", now, heard_at=now - timedelta(minutes=minutes))
    assert (until is not None) is held


@pytest.mark.parametrize(
    ("quiet", "now", "held"),
    [
        (QuietHours(time(12), time(14)), "2026-11-25 13:00", True),
        (QuietHours(time(12), time(14)), "2026-11-25 14:00", False),
        (QuietHours(time(0), time(0)), "2026-11-25 02:00", False),  # switched off
    ],
)
def test_other_hours_and_none(quiet: QuietHours, now: str, held: bool) -> None:
    assert (quiet.held_until("sms", local(now)) is not None) is held


def world(at: str) -> World:
    judges = {"sms": lambda _: None, "zalo": lambda _: None}
    return World(judges=judges, at=local(at))


def called(at: str, **facts: Any) -> Event:
    return received(channel="hotline", received_at=local(at), **facts)


def test_an_answer_at_night_goes_in_the_morning() -> None:
    night = world("2026-11-25 02:00")
    night.announce(called("2026-11-24 10:00"), answered())
    assert night.sent() == []
    assert {message.state for message in night.ledger.messages.values()} == {State.DEFERRED}
    night.later(4 * 3600 - 1)
    assert night.sent() == []
    night.later(1)
    assert ("case.answered", "sms") in night.sent()


def test_a_message_that_failed_in_the_evening_does_not_ring_at_night() -> None:
    refusals = [Deferred("gateway busy")]
    evening = World(judges={"sms": lambda _: refusals.pop() if refusals else None}, at=local("2026-11-24 21:59:58"))
    evening.announce(called("2026-11-24 10:00"))
    assert evening.only().state is State.DEFERRED
    evening.later(5)
    assert evening.sent() == []
    evening.later(8 * 3600)
    assert evening.sent() == [("case.received", "sms")]
    assert evening.only().attempts == 2, "waiting for the morning is no attempt"


def test_a_caller_gets_the_receipt_at_once_even_at_night() -> None:
    night = world("2026-11-25 02:10")
    night.announce(called("2026-11-25 02:05"))
    assert night.sent() == [("case.received", "sms")]


def test_an_urgent_case_is_answered_at_night() -> None:
    night = world("2026-11-25 02:00")
    night.announce(called("2026-11-24 10:00", urgency="urgent"), answered())
    assert ("case.answered", "sms") in night.sent()


def test_what_a_channel_wants_said_does_not_wait() -> None:
    night = world("2026-11-25 02:00")
    night.say(requested(heard_at=local("2026-11-25 01:00")))
    assert night.sent() == [("message.requested", "zalo")]
