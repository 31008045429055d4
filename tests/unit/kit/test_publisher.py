"""The publisher outlives its connections: without its thread nothing of the whole system would be sent any more."""

import threading

import pytest

from services.kit.messaging import publisher
from services.kit.messaging.publisher import BrokerAway, Outgoing, Publisher
from tests.waiting import eventually

MESSAGE = Outgoing("e1", "case.received.web", "case.received", b"{}")


class BrokenLoop:
    """A connection whose event loop breaks at once, as a bug in a callback would break it."""

    def __init__(self, started):
        self.ioloop = self
        self.is_closing = self.is_closed = True
        self._started = started

    def start(self):
        self._started.append(threading.current_thread().name)
        raise RuntimeError("a bug")

    def add_callback_threadsafe(self, _):
        """Nobody will ever run it."""


@pytest.fixture
def started(monkeypatch):
    attempts = []
    monkeypatch.setattr(publisher.pika, "SelectConnection", lambda *_, **__: BrokenLoop(attempts))
    monkeypatch.setattr(publisher, "RECONNECT_SECONDS", 0.01)
    return attempts


def test_a_bug_in_the_loop_costs_the_connection_and_not_the_thread(started):
    sender = Publisher("amqp://127.0.0.1:1/")
    sender.start()
    eventually(lambda: len(started) >= 3)
    sender.stop()
    assert set(started) == {"publisher"}


def test_a_batch_that_was_waiting_is_let_go_at_once_when_the_connection_breaks(monkeypatch):
    sender = Publisher("amqp://127.0.0.1:1/")
    monkeypatch.setattr(Publisher, "connected", True)
    tickets = []
    waiting = threading.Thread(target=lambda: tickets.append(sender.publish([MESSAGE])))
    waiting.start()
    eventually(lambda: sender._tickets)
    sender._release()
    waiting.join(5)
    assert tickets[0].confirmed == set()


def test_without_a_connection_a_batch_is_refused(started):
    with pytest.raises(BrokerAway):
        Publisher("amqp://127.0.0.1:1/").publish([MESSAGE])
