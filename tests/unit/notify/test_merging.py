"""Merging: several updates of a case become one message, whatever order, repetition and crashes; each told once."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.notify.domain.message import State
from services.notify.domain.outcome import Deferred, Refused, Repeatable
from tests.unit.notify.builders import CODE, answered, received, routed
from tests.unit.notify.world import World, batches

WINDOW = {"merge_window_seconds": 120.0}
CODES = ("2611230000017", "2611230000024")
HISTORY = [
    e for c in CODES for e in (received(c), routed(c, 1), routed(c, 2, agency_name="Sở Công Thương"), answered(c))
]


@pytest.fixture
def world() -> World:
    return World(changed=WINDOW)


def test_a_receipt_and_an_answer_go_at_once_and_an_update_waits(world: World) -> None:
    world.announce(received(), routed())
    assert world.sent() == [("case.received", "email")]
    world.later(119)
    assert len(world.sent()) == 1
    world.later(1)
    assert world.sent()[1:] == [("case.routed", "email")]


def test_an_answer_takes_along_what_waits(world: World) -> None:
    world.announce(received(), routed())
    world.announce(answered())
    world.later(200, turns=3)
    assert world.sent() == [("case.received", "email"), ("case.answered", "email")]
    text, html = world.server.accepted[1].text, world.server.accepted[1].html
    for words in (text, html):
        assert words.index("đã được chuyển đến") < words.index("Đã thay bóng đèn."), "oldest first"
        assert words.count("Kính gửi") == 1
    assert world.server.accepted[1].subject.endswith("Đã có câu trả lời của Sở Xây dựng")
    stored = world.ledger.messages[f"{CODE}:{CODE}-routed-1"]
    assert (stored.state, stored.merged_into) == (State.MERGED, f"{CODE}:{CODE}-answered")


def test_an_answer_in_the_same_batch_takes_along_what_waits(world: World) -> None:
    world.announce(received(), routed(), answered())
    assert world.sent() == [("case.received", "email"), ("case.answered", "email")]
    assert set(world.told().values()) == {1}


def test_what_may_have_been_sent_takes_nobody_along_and_goes_along_with_nobody(world: World) -> None:
    doubts = iter([Repeatable("no answer")])
    world.judges = {"email": lambda message: next(doubts, None) if message.type == "case.routed" else None}
    world.app = world._started()
    world.announce(received(), routed(assignment=1))
    world.later(120)
    world.announce(routed(assignment=2), answered())
    assert world.sent()[1:] == [("case.answered", "email")]
    world.later(60, turns=4)
    assert world.sent()[2:] == [("case.routed", "email")]
    assert len(world.server.accepted[2].sources) == 1
    assert set(world.told().values()) == {1}


def test_two_updates_that_wait_become_one(world: World) -> None:
    world.announce(received(), routed(assignment=1))
    world.later(60)
    world.announce(routed(assignment=2, agency_name="Sở Công Thương"))
    world.later(61, turns=3)
    assert world.sent() == [("case.received", "email"), ("case.routed", "email")]
    assert "Sở Xây dựng" in world.server.accepted[1].text
    assert "Sở Công Thương" in world.server.accepted[1].text


def test_what_waits_about_another_case_or_for_another_person_stays_apart(world: World) -> None:
    other = "2611230000017"
    world.announce(received(), received(other), routed(), routed(other))
    world.announce(answered())
    world.later(121)
    assert world.sent().count(("case.routed", "email")) == 1
    assert set(world.told().values()) == {1}


@pytest.mark.parametrize("order", list(permutations([received(), routed(), answered()])))
def test_in_whatever_order_they_come_everything_is_told_once(order: tuple[Event, ...], world: World) -> None:
    for event in order:
        world.announce(event)
    world.later(121, turns=2)
    assert set(world.told().values()) == {1}
    assert len(world.told()) == 3


def test_without_a_window_nothing_is_merged() -> None:
    world = World(changed={"merge_window_seconds": 0.0})
    world.announce(received(), routed(), answered())
    assert len(world.sent()) == 3


def test_what_a_provider_refused_for_now_is_taken_along_too(world: World) -> None:
    world.judges = {"email": lambda _: Deferred("451 later")}
    world.app = world._started()
    world.announce(received())
    world.judges = {"email": lambda _: None}
    world.app = world._started()
    world.announce(answered())
    world.later(120, turns=2)
    assert world.sent() == [("case.answered", "email")]
    assert world.told() == {f"{CODE}-received": 1, f"{CODE}-answered": 1}


def test_a_merged_message_that_is_refused_goes_on_whole() -> None:
    world = World(judges={"email": lambda _: Refused("550"), "sms": lambda _: None}, changed=WINDOW)
    world.announce(received(), routed(), answered())
    world.later(1, turns=2)
    assert world.sent() == [("case.answered", "sms")]
    assert world.told() == {f"{CODE}-routed-1": 1, f"{CODE}-answered": 1}


def shuffled(history: list[Event]) -> st.SearchStrategy[list[tuple[Event, ...]]]:
    repeated = st.lists(st.sampled_from(history), max_size=6).flatmap(lambda again: st.permutations(history + again))
    return st.tuples(repeated, st.integers(1, 6)).map(lambda drawn: batches(*drawn))


@settings(max_examples=200, deadline=None)
@given(
    history=shuffled(HISTORY),
    crashes=st.frozensets(st.integers(1, 150), max_size=6),
    pauses=st.lists(st.sampled_from([0, 1, 61, 130]), min_size=16, max_size=16),
)
def test_a_process_that_dies_anywhere_tells_each_event_in_exactly_one_message(
    history: list[tuple[Event, ...]], crashes: frozenset[int], pauses: list[int]
) -> None:
    world = World(crashes, changed=WINDOW)
    for batch, pause in zip(history, pauses, strict=False):
        world.announce(*batch)
        if pause:
            world.later(pause)
    for batch in history[len(pauses) :]:
        world.announce(*batch)
    world.later(61, turns=10)
    assert world.told() == {event.id: 1 for event in HISTORY}
    assert set(world.server.times().values()) == {1}
    assert {message.state for message in world.ledger.messages.values()} <= {State.SENT, State.MERGED}


@settings(max_examples=150, deadline=None)
@given(history=shuffled(HISTORY), crashes=st.frozensets(st.integers(1, 150), max_size=6))
def test_without_receipts_nothing_is_told_twice(history: list[tuple[Event, ...]], crashes: frozenset[int]) -> None:
    world = World(crashes, changed=WINDOW, receipts=False)
    for batch in history:
        world.announce(*batch)
    world.later(61, turns=6)
    assert set(world.told().values()) <= {1}
    states = {message.state for message in world.ledger.messages.values()}
    assert states <= {State.SENT, State.MERGED, State.UNCERTAIN}


def test_two_processes_tell_each_event_once() -> None:
    one = World(changed=WINDOW)
    two = World(changed=WINDOW)
    two.server, two.addressees, two.ledger = one.server, one.addressees, one.ledger
    two.app = two._started()
    for first, second in zip(HISTORY, reversed(HISTORY), strict=True):
        one.announce(first)
        two.announce(second)
    for _ in range(4):
        one.later(61)
        two.later(61)
    assert one.told() == {event.id: 1 for event in HISTORY}
