"""Sending once more: only by a person, safe to ask for twice, and noted in the history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.kit.clock import FixedClock
from services.kit.events import Contact
from services.kit.failures import Rejected
from services.notify.domain.message import Message, State
from services.notify.usecases.resend_message import ResendMessage
from tests.unit.notify.builders import CODE, NOW, answered, received, requested
from tests.unit.notify.world import World

KEY = f"{CODE}:{CODE}-answered"


def accept(_: Message) -> None:
    return None


@pytest.fixture
def world() -> World:
    world = World(judges={"email": accept, "sms": accept, "zalo": accept})
    world.announce(received(contact=Contact(phone="+84905000011", email="an@example.org")), answered())
    return world


@pytest.fixture
def resend(world: World) -> ResendMessage:
    return ResendMessage(world.ledger, world.addressees, FixedClock(NOW))


def test_a_message_is_sent_once_more_with_the_same_words(world: World, resend: ResendMessage) -> None:
    resend(resend.plan(KEY), KEY)
    world.later(1)
    first, again = (each for each in world.server.accepted if each.type == "case.answered")
    assert (again.key, again.text, again.html) == (f"{KEY}:r1", first.text, first.html)
    assert again.message_id != first.message_id
    assert again.message_id.endswith("@example.org")


def test_on_another_channel_it_has_words_for_that_channel(world: World, resend: ResendMessage) -> None:
    resend(resend.plan(KEY, "sms"), KEY)
    world.later(1)
    sent = world.server.accepted[-1]
    assert (sent.channel, sent.recipient) == ("sms", "+84905000011")
    assert sent.text.startswith("1022: Phản ánh 261123 482917 0 đã có trả lời.")


def test_asking_twice_with_one_plan_sends_once(world: World, resend: ResendMessage) -> None:
    plan = resend.plan(KEY)
    resend(plan, KEY)
    resend(plan, KEY)
    world.later(1)
    assert [message.key for message in world.server.accepted].count(f"{KEY}:r1") == 1
    original = world.ledger.messages[KEY]
    assert original.resends == 1
    assert [step.reason for step in original.history][-1] == f"sent once more as {KEY}:r1"


def test_a_second_decision_is_a_second_message(world: World, resend: ResendMessage) -> None:
    for _ in range(2):
        resend(resend.plan(KEY), KEY)
    world.later(1)
    assert {f"{KEY}:r1", f"{KEY}:r2"} <= set(world.ledger.messages)


def test_a_plan_changes_nothing(world: World, resend: ResendMessage) -> None:
    before = dict(world.ledger.messages)
    resend.plan(KEY, "sms")
    assert world.ledger.messages == before


@pytest.mark.parametrize(
    ("key", "channel", "slug"),
    [("nothing", None, "unknown-message"), (KEY, "zalo", "no-such-route")],
)
def test_what_cannot_be_sent_is_refused(resend: ResendMessage, key: str, channel: str | None, slug: str) -> None:
    with pytest.raises(Rejected, match=slug):
        resend.plan(key, channel)


@pytest.mark.parametrize("state", [State.CLAIMED, State.DEFERRED])
def test_what_is_still_under_way_is_not_sent_again(world: World, resend: ResendMessage, state: State) -> None:
    world.ledger.messages[KEY] = replace(world.ledger.messages[KEY], state=state)
    with pytest.raises(Rejected, match="still-under-way"):
        resend.plan(KEY)


def test_a_request_goes_nowhere_else(world: World, resend: ResendMessage) -> None:
    world.say(requested(code=CODE))
    with pytest.raises(Rejected, match="no-such-route"):
        resend.plan(f"{CODE}:r1", "sms")
    assert resend.plan(f"{CODE}:r1").text == "Sự việc ở đâu?"
