"""What channels want said: once, at once, on their own channel; and no loop of robots runs for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.kit.events import Choice, Event
from services.notify.domain.limits import Limits
from services.notify.domain.message import Message, Route, State
from services.notify.domain.outcome import Refused
from tests.unit.notify.builders import AN, CODE, NOW, answered, received, requested, routed
from tests.unit.notify.world import World


def accept(_: Message) -> None:
    return None


@pytest.fixture
def world() -> World:
    return World(judges={"zalo": accept, "email": accept, "sms": accept})


def test_a_request_is_said_once_as_it_was_asked(world: World) -> None:
    asked = requested(choices=(Choice(title="Đèn đường", payload="light"),), reply_to="z-in-1", human=True, code=CODE)
    world.say(asked, asked)
    world.say(asked)
    (message,) = world.server.accepted
    assert (message.channel, message.recipient, message.text) == ("zalo", "zalo-an", "Sự việc ở đâu?")
    assert message.choices == (("Đèn đường", "light"),)
    assert (message.reply_to, message.human, message.heard_at) == ("z-in-1", True, NOW)
    assert message.key == f"{CODE}:r1"


def test_a_letter_has_its_subject_words_and_thread(world: World) -> None:
    words = "Chúng tôi không đọc được thư.\n\n<script>"
    world.say(requested(channel="email", recipient="an@example.org", subject="Thư của Ông/Bà", text=words))
    (message,) = world.server.accepted
    assert (message.subject, message.text) == ("Thư của Ông/Bà", words)
    assert "<p>Chúng tôi không đọc được thư.</p>" in message.html
    assert "<script>" not in message.html
    assert message.message_id.startswith("1022.0.")
    assert message.message_id.endswith("@example.org")


def test_requests_are_neither_merged_nor_sent_another_way() -> None:
    world = World(
        judges={"zalo": lambda _: Refused("-213"), "email": accept, "sms": accept},
        changed={"merge_window_seconds": 120.0},
    )
    world.say(requested("r1", code=CODE), requested("r2", code=CODE))
    world.later(200)
    assert world.sent() == []
    assert {each.state for each in world.ledger.messages.values()} == {State.UNDELIVERABLE}
    assert len(world.ledger.failures) == 2


def test_a_refused_request_about_no_case_tells_nobody(world: World) -> None:
    world.judges = {"zalo": lambda _: Refused("-213")}
    world.app = world._started()
    world.say(requested())
    assert world.only().state is State.UNDELIVERABLE
    assert world.ledger.told == []


def test_a_channel_that_is_not_set_up_is_tried_until_it_is_hopeless() -> None:
    world = World(judges={"email": accept})
    world.say(requested(code=CODE))
    assert world.only().state is State.DEFERRED
    world.later(3_600, turns=25)
    assert world.only().state is State.UNDELIVERABLE


def test_we_never_write_to_ourselves(world: World) -> None:
    world.say(requested(channel="email", recipient=" 1022@EXAMPLE.org "))
    assert not world.ledger.messages


def test_a_request_opens_the_window_of_its_chat(world: World) -> None:
    world.say(requested(heard_at=NOW), requested("r2", heard_at=NOW - timedelta(days=1)))
    assert world.windows.heard == {Route("zalo", "zalo-an"): NOW}


def test_a_request_in_a_closed_window_is_refused_without_a_call(world: World) -> None:
    world.say(requested(heard_at=NOW - timedelta(days=8)))
    assert world.only().state is State.UNDELIVERABLE
    assert world.sent() == []


def requests(count: int, start: int = 0, **facts: Any) -> list[Event]:
    return [requested(f"r{start + n}", **facts) for n in range(count)]


def test_a_robot_gets_so_many_answers_an_hour_and_the_rest_later() -> None:
    world = World(judges={"zalo": accept}, changed={"limits": Limits(requested=5)})
    for request in requests(20):
        world.say(request)
    assert 5 <= len(world.sent()) <= 8, "the first few of an hour are not counted"
    sent = len(world.sent())
    held = [each for each in world.ledger.messages.values() if each.state is State.DEFERRED]
    assert len(held) == 20 - sent, "nothing is dropped"
    world.later(3_600)
    assert 5 <= len(world.sent()) - sent <= 8


def test_a_recipient_gets_so_many_messages_a_day() -> None:
    world = World(judges={"email": accept}, changed={"limits": Limits(hour=0, day=10)})
    codes = [f"26112300{n:05}" for n in range(40)]
    for code in codes:
        world.announce(received(code))
        world.clock.at += timedelta(minutes=1)
    assert 10 <= len(world.sent()) <= 13
    assert len(world.ledger.messages) == 40


def test_limits_are_each_citizens_own_and_0_is_none() -> None:
    world = World(judges={"zalo": accept}, changed={"limits": Limits(hour=0, day=0, requested=0)})
    world.say(*requests(50))
    assert len(world.sent()) == 50
    world = World(judges={"zalo": accept}, changed={"limits": Limits(requested=5)})
    world.say(*[requested(f"r{n}", recipient=f"zalo-{n}") for n in range(50)])
    assert len(world.sent()) == 50


def test_an_ordinary_case_asks_nobody_about_limits_or_windows(world: World) -> None:
    world.announce(received(contact=AN), routed(), answered())
    assert (world.tallies.asked, world.windows.asked) == (0, 0)
