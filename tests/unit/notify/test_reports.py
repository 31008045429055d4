"""Reports of providers: in any order, repeated, early, about nothing; and the message stands where they say."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.events import Contact
from services.notify.domain.message import Message, Route, State, words_hash
from services.notify.domain.outcome import Outcome, Unknown
from services.notify.domain.report import Report
from services.notify.domain.report import reported as after_report
from tests.unit.notify.builders import CODE, NOW, a_message, received, reported, requested
from tests.unit.notify.memory_ledger import MemoryLedger
from tests.unit.notify.world import World

STATUSES = ("accepted", "delivered", "seen", "failed")
ZALO = Contact(zalo="zalo-an", email="an@example.org")


def settled(statuses: tuple[str, ...], **facts: object) -> Message:
    """The message after these reports, in this order."""
    ledger = MemoryLedger()
    (message,) = ledger.claim_new([a_message(channel="zalo", provider_id="z1", **facts)])
    for minute, status in enumerate(statuses):
        found = ledger.find(message.key)
        assert found
        report = Report(channel="zalo", status=status, at=NOW + timedelta(minutes=minute), provider_id="z1")
        assert ledger.note(after_report(found, report, NOW), [])
    found = ledger.find(message.key)
    assert found
    return found


@pytest.mark.parametrize("state", [State.CLAIMED, State.UNCERTAIN, State.SENT])
@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        (("accepted",), State.SENT),
        (("accepted", "delivered", "seen"), State.SENT),
        (("failed",), State.REPLACED),
        (("accepted", "failed"), State.REPLACED),
        (("failed", "delivered"), State.SENT),  # it arrived, and nobody has taken the next route yet
    ],
)
def test_reports_settle_a_message_in_whatever_order_they_come(
    state: State, statuses: tuple[str, ...], end: State
) -> None:
    routes = (Route("email", "an@example.org"),)
    for order in permutations(statuses):
        assert settled(order, state=state, routes=routes).state is end, order


def test_without_another_route_a_failure_is_the_end() -> None:
    assert settled(("accepted", "failed")).state is State.UNDELIVERABLE


def test_a_message_that_went_on_stays_gone_on() -> None:
    gone = {"state": State.REPLACED, "next_step_at": None, "routes": (Route("email", "an@example.org"),)}
    assert settled(("delivered",), **gone).state is State.REPLACED


def test_a_failure_of_an_earlier_attempt_does_not_stop_the_next() -> None:
    waiting = settled(("failed",), state=State.DEFERRED)
    assert (waiting.state, waiting.reports, waiting.next_step_at) == (
        State.DEFERRED,
        {},
        NOW + timedelta(seconds=60),
    )


@given(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=5), st.randoms())
def test_the_order_of_reports_never_matters(statuses: list[str], random: object) -> None:
    shuffled = list(statuses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    routes = (Route("email", "an@example.org"),)
    one, two = settled(tuple(statuses), routes=routes), settled(tuple(shuffled), routes=routes)
    assert (one.state, set(one.reports)) == (two.state, set(two.reports))


def test_the_first_moment_of_each_kind_is_kept() -> None:
    twice = settled(("seen", "delivered", "seen"))
    assert twice.reports == {"seen": NOW, "delivered": NOW + timedelta(minutes=1)}


def silent(_: Message) -> Outcome:
    return Unknown("no answer")


def test_an_echo_settles_a_message_nobody_knows_the_fate_of() -> None:
    scene = World(judges={"zalo": silent}, receipts=False)
    scene.say(requested())
    assert scene.only().state is State.UNCERTAIN
    echo = {"channel": "zalo", "recipient": "zalo-an", "text_sha256": words_hash("Sự việc ở đâu?")}
    scene.report(reported("accepted", provider_id="z9", **echo))
    assert (scene.only().state, scene.only().provider_id) == (State.SENT, "z9")


def test_equal_words_said_twice_are_each_settled_by_their_own_echo() -> None:
    scene = World(judges={"zalo": silent}, receipts=False)
    scene.say(requested("r1"), requested("r2"))
    echo = {"channel": "zalo", "recipient": "zalo-an", "text_sha256": words_hash("Sự việc ở đâu?")}
    for provider_id in ("z1", "z2", "z1"):
        scene.report(reported("accepted", provider_id=provider_id, **echo))
    assert {each.state for each in scene.ledger.messages.values()} == {State.SENT}
    assert {each.provider_id for each in scene.ledger.messages.values()} == {"z1", "z2"}


def test_a_report_that_comes_before_its_message_is_taken_later() -> None:
    scene = World(judges={"zalo": lambda _: None, "email": lambda _: None})
    early = reported("failed", channel="zalo", provider_id=f"id of {CODE}:{CODE}-received")
    scene.report(early)
    assert len(scene.strays.kept) == 1
    scene.announce(received(channel="zalo", contact=ZALO))
    scene.later(6, turns=2)
    assert scene.sent() == [("case.received", "zalo"), ("case.received", "email")]
    assert not scene.strays.kept


def test_a_report_about_nothing_of_ours_is_dropped_in_the_end() -> None:
    scene = World(judges={"zalo": silent})
    scene.report(reported("seen", channel="zalo", provider_id="from the provider's own page"))
    scene.later(60, turns=9)
    assert scene.strays.kept
    scene.later(60, turns=2)
    assert not scene.strays.kept
    assert not scene.ledger.messages


def test_a_report_of_another_channel_finds_nothing() -> None:
    scene = World(judges={"email": lambda _: None})
    scene.announce(received())
    scene.report(reported("failed", channel="sms", tracking=scene.only().message_id))
    assert scene.only().state is State.SENT


@given(crashes=st.frozensets(st.integers(1, 40), max_size=4), orders=st.permutations(("accepted", "failed", "failed")))
def test_reports_survive_a_process_that_dies(crashes: frozenset[int], orders: list[str]) -> None:
    scene = World(crashes, {"zalo": lambda _: None, "email": lambda _: None})
    scene.announce(received(channel="zalo", contact=ZALO))
    message_id = scene.ledger.messages[f"{CODE}:{CODE}-received"].message_id
    for number, status in enumerate(orders):
        scene.report(reported(status, str(number), channel="zalo", tracking=message_id))
    scene.later(61, turns=6)
    assert [channel for _, channel in scene.sent()][-1] == "email"
    assert [channel for _, channel in scene.sent()].count("email") == 1
