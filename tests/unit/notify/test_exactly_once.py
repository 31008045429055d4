"""Whatever order, repetition and crashes: every message reaches the mail server once, never twice."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.notify.domain.message import State
from services.notify.wiring import Application
from tests.unit.notify.builders import NOW, answered, application, received, routed
from tests.unit.notify.fakes import Crash, FakeMailer, Fuse, MemoryAddressees, MemoryLedger, RecordingMailServer

CODES = ("2611230000017", "2611230000024", "2611230000031")
HISTORY = [event for code in CODES for event in (received(code), routed(code), answered(code))]


class World:
    """A mail server, a database and a process that may die at any step and is started again."""

    def __init__(self, crashes: frozenset[int]) -> None:
        self.fuse = Fuse(crashes)
        self.server = RecordingMailServer()
        self.addressees = MemoryAddressees(self.fuse)
        self.ledger = MemoryLedger(self.fuse)
        self.clock = FixedClock(NOW)
        self.app = self._started()

    def consume(self, batch: list[Event]) -> None:
        """Handle a batch; after a crash the broker delivers it again."""
        while not self._survives(lambda: self.app.announce_events(batch)):
            pass

    def settle(self) -> None:
        """Let time pass, with a sweep now and then, until everything that can come to an end has."""
        for _ in range(8):
            self.clock.at += timedelta(seconds=61)
            self._survives(self.app.settle_uncertain)
            self._survives(self.app.retry_deferred)

    def _survives(self, work: object) -> bool:
        try:
            work()  # type: ignore[operator]
        except Crash:
            self.app = self._started()
            return False
        return True

    def _started(self) -> Application:
        mailer = FakeMailer(self.server, self.fuse)
        return application(self.addressees, self.ledger, mailer, self.clock, receipts=self.server)


def batches() -> st.SearchStrategy[list[list[Event]]]:
    """The history shuffled, with repetitions, cut into batches."""
    repeated = st.lists(st.sampled_from(HISTORY), max_size=8).flatmap(lambda again: st.permutations(HISTORY + again))
    return st.tuples(repeated, st.integers(1, 6)).map(
        lambda drawn: [list(drawn[0][at : at + drawn[1]]) for at in range(0, len(drawn[0]), drawn[1])]
    )


@settings(max_examples=150, deadline=None)
@given(batches=batches())
def test_a_history_shuffled_and_repeated_leaves_the_same_ledger(batches: list[list[Event]]) -> None:
    world, straight = World(frozenset()), World(frozenset())
    straight.consume(HISTORY)
    for batch in batches:
        world.consume(batch)
    assert world.server.times() == straight.server.times()
    assert _ledger(world) == _ledger(straight)
    assert world.addressees.known == straight.addressees.known
    assert not world.addressees.kept


@settings(max_examples=200, deadline=None)
@given(batches=batches(), crashes=st.frozensets(st.integers(1, 120), max_size=6))
def test_a_process_that_dies_at_any_step_sends_each_message_once(
    batches: list[list[Event]], crashes: frozenset[int]
) -> None:
    world = World(crashes)
    for batch in batches:
        world.consume(batch)
    world.settle()
    assert set(world.server.times().values()) == {1}
    assert len(world.server.accepted) == len(HISTORY)
    assert {message.state for message in world.ledger.messages.values()} == {State.SENT}


@settings(max_examples=100, deadline=None)
@given(batches=batches(), crashes=st.frozensets(st.integers(1, 120), max_size=6))
def test_without_receipts_nothing_is_ever_sent_twice(batches: list[list[Event]], crashes: frozenset[int]) -> None:
    world = World(crashes)
    world.app = application(world.addressees, world.ledger, FakeMailer(world.server, world.fuse), world.clock)
    world._started = lambda: world.app  # type: ignore[method-assign]
    for batch in batches:
        world.consume(batch)
    world.settle()
    # What died before it was sent stays in doubt, and unsent.
    assert set(world.server.times().values()) <= {1}
    assert {m.state for m in world.ledger.messages.values()} <= {State.SENT, State.UNCERTAIN}
    assert len(world.ledger.messages) == len(HISTORY)


def _ledger(world: World) -> dict[str, tuple[object, ...]]:
    return {
        key: (message.state, message.message_id, message.subject, message.text, message.html)
        for key, message in world.ledger.messages.items()
    }
