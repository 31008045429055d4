"""Next routes: a message that surely did not arrive goes on, once, and somebody hears when no route is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Contact, Event
from services.notify.domain.message import Message, State
from services.notify.domain.outcome import Deferred, Outcome, Refused, Unknown
from tests.unit.notify.builders import CODE, NOW, answered, received, reported
from tests.unit.notify.world import Judge, World

REACHED = Contact(name="Nguyễn Văn An", phone="+84905000011", email="an@example.org", zalo="zalo-an")


def accept(_: Message) -> None:
    return None


def refuse(_: Message) -> Outcome:
    return Refused("-213 not a follower")


def world(**judges: Judge) -> World:
    return World(judges=judges)


def zalo_case() -> Event:
    return received(channel="zalo", contact=REACHED)


def failures(world: World) -> list[str]:
    return [event.data.channel for event in world.ledger.failures]


def test_a_refused_message_goes_on_to_the_next_route_with_words_for_it() -> None:
    scene = world(zalo=refuse, sms=accept, email=accept)
    scene.announce(zalo_case(), answered())
    scene.later(1)
    assert sorted(scene.sent()) == [("case.answered", "sms"), ("case.received", "email")]
    text = next(each.text for each in scene.server.accepted if each.channel == "sms")
    assert text.startswith("1022: Phản ánh 261123 482917 0 đã có trả lời.")
    assert failures(scene) == []


def test_each_route_is_taken_in_turn_and_the_last_failure_is_told_once() -> None:
    scene = world(zalo=refuse, sms=refuse, email=refuse)
    scene.announce(zalo_case(), answered())
    scene.later(1, turns=5)
    assert scene.sent() == []
    keys = sorted(key for key in scene.ledger.messages if "answered" in key)
    assert keys == [f"{CODE}:{CODE}-answered", f"{CODE}:{CODE}-answered:2", f"{CODE}:{CODE}-answered:3"]
    assert sorted(failures(scene)) == ["email", "email"], "one per event"


def test_a_message_given_up_after_a_day_goes_on_too() -> None:
    scene = world(zalo=lambda _: Deferred("-32 busy"), sms=accept)
    scene.announce(zalo_case(), answered())
    scene.later(3_600, turns=26)
    assert scene.sent() == [("case.answered", "sms")]


def test_while_nobody_knows_no_other_route_is_taken() -> None:
    scene = World(judges={"zalo": lambda _: Unknown("silence"), "sms": accept}, receipts=False)
    scene.announce(zalo_case(), answered())
    scene.later(3_600, turns=30)
    assert scene.sent() == []
    assert {each.state for each in scene.ledger.messages.values()} == {State.UNCERTAIN}
    scene.report(reported("failed", channel="zalo", tracking=_message(scene, "answered").message_id))
    scene.later(1)
    assert scene.sent() == [("case.answered", "sms")]


@pytest.mark.parametrize("name", ["provider_id", "tracking"])
def test_a_message_that_was_sent_and_did_not_arrive_goes_on(name: str) -> None:
    scene = world(zalo=accept, sms=accept)
    scene.announce(zalo_case(), answered())
    message = _message(scene, "answered")
    known = {"provider_id": message.provider_id, "tracking": message.message_id}
    for _ in range(2):
        scene.report(reported("failed", channel="zalo", **{name: known[name]}))
        scene.later(1)
    assert scene.sent().count(("case.answered", "sms")) == 1
    assert _message(scene, "answered").state is State.REPLACED


def test_a_bounced_mail_with_no_other_route_is_told() -> None:
    scene = world(email=accept)
    scene.announce(received())
    scene.report(reported("failed", tracking=f"<{scene.only().message_id}>", reason="550 no such user"))
    assert scene.only().state is State.UNDELIVERABLE
    assert [event.data.reason for event in scene.ledger.failures] == ["550 no such user"]


def test_a_window_that_closed_while_the_message_waited_costs_no_call() -> None:
    answers: list[Outcome] = [Deferred("-32 busy", NOW + timedelta(days=8))]
    calls: list[str] = []

    def busy(message: Message) -> Outcome | None:
        calls.append(message.type)
        return answers[0]

    scene = World(judges={"zalo": busy, "sms": accept}, changed={"give_up_after_hours": 1_000.0})
    scene.announce(zalo_case(), answered())
    scene.later(8 * 24 * 3_600 + 1)
    scene.later(1)
    assert calls == ["case.received", "case.answered"]
    assert scene.sent() == [("case.answered", "sms")]


def test_a_route_that_vanished_meanwhile_ends_in_a_failure_that_is_told() -> None:
    scene = world(zalo=refuse, facebook=accept)
    contact = Contact(zalo="zalo-an", facebook="fb-an")
    scene.announce(received(channel="zalo", contact=contact), answered())
    assert sorted(failures(scene)) == ["zalo", "zalo"]


def test_what_was_done_is_in_the_history() -> None:
    scene = world(zalo=refuse, sms=accept)
    scene.announce(zalo_case(), answered())
    scene.later(1)
    lines = [(step.state, step.reason) for step in _message(scene, "answered").history]
    assert lines == [
        (State.CLAIMED, None),
        (State.REPLACED, "-213 not a follower"),
        (State.REPLACED, f"followed by {CODE}:{CODE}-answered:2"),
    ]


CODES = ("2611230000017", "2611230000024", "2611230000031")
HISTORY = [e for code in CODES for e in (received(code, channel="zalo", contact=REACHED), answered(code))]


@settings(max_examples=200, deadline=None)
@given(
    history=st.permutations(HISTORY + HISTORY[:2]),
    crashes=st.frozensets(st.integers(1, 120), max_size=6),
    refusing=st.frozensets(st.sampled_from(["zalo", "sms"])),
)
def test_whatever_dies_each_event_is_told_on_one_route(
    history: list[Event], crashes: frozenset[int], refusing: frozenset[str]
) -> None:
    judges: dict[str, Judge] = {each: refuse if each in refusing else accept for each in ("zalo", "sms")}
    scene = World(crashes, judges | {"email": accept})
    for event in history:
        scene.announce(event)
    scene.later(61, turns=10)
    assert scene.told() == {event.id: 1 for event in HISTORY}
    assert {channel for _, channel in scene.sent()}.isdisjoint(refusing)


def _message(scene: World, what: str) -> Message:
    return scene.ledger.messages[f"{CODE}:{CODE}-{what}"]
