"""Publishing with proof: one pika connection in a thread of its own, batches in, confirms out.

pika runs unpatched because a blocked broker (memory or disk alarm) must never hang us: eventlet cannot interrupt such
a publish, pika's `blocked_connection_timeout` can.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pika
from pika.channel import Channel
from pika.spec import BasicProperties

from services.kit.events.envelope import CONTENT_TYPE
from services.kit.logs import log
from services.kit.messaging.topology import EVENTS

BLOCKED_SECONDS = 10
CONFIRM_SECONDS = 20
RECONNECT_SECONDS = 0.5


class BrokerAway(Exception):  # noqa: N818
    """The broker cannot be reached, or does not confirm. What was sent may or may not have arrived."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to publish. `id` names it in the outcome and lets receivers recognise a repetition."""

    id: str
    key: str
    type: str
    body: bytes


@dataclass(slots=True, eq=False)
class Ticket:
    """The fate of one batch."""

    waiting: set[str]
    confirmed: set[str] = field(default_factory=set)
    unroutable: set[str] = field(default_factory=set)
    done: threading.Event = field(default_factory=threading.Event)

    def settle(self, id_: str, *, confirmed: bool) -> None:
        """Note what the broker said of one message."""
        self.waiting.discard(id_)
        if confirmed and id_ not in self.unroutable:
            self.confirmed.add(id_)
        if not self.waiting:
            self.done.set()


class Publisher:
    """Keeps a confirming connection open and publishes batches over it. Thread-safe."""

    def __init__(self, amqp_uri: str) -> None:
        self._parameters = pika.URLParameters(amqp_uri)
        self._parameters.heartbeat = 30
        self._parameters.blocked_connection_timeout = BLOCKED_SECONDS
        self._parameters.socket_timeout = 5
        self._connection: pika.SelectConnection | None = None
        self._channel: Channel | None = None
        self._in_flight: OrderedDict[int, tuple[Ticket, str]] = OrderedDict()
        self._tickets: set[Ticket] = set()
        self._sequence = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)

    def start(self) -> None:
        """Connect in the background and stay connected."""
        self._thread.start()

    def stop(self) -> None:
        """Close the connection and end the thread, at most 5 s."""
        self._stopping.set()
        self._on_loop(self._close)
        self._thread.join(5)

    @property
    def connected(self) -> bool:
        """Whether a batch could be published now."""
        return self._channel is not None

    def publish(self, batch: Sequence[Outgoing]) -> Ticket:
        """Publish a batch, mandatory and persistent, and return what the broker said of each message.

        Takes at most 20 s. Raises `BrokerAway` when there is no connection; messages without a verdict are in
        neither set of the ticket.
        """
        ticket = Ticket({message.id for message in batch})
        # Known before the connection is looked at: whatever loses it from here on releases this ticket too.
        self._tickets.add(ticket)
        try:
            if not self.connected:
                raise BrokerAway
            self._on_loop(lambda: self._send(ticket, batch))
            if not ticket.done.wait(CONFIRM_SECONDS):
                log.error("broker does not confirm", waiting=len(ticket.waiting))
                self._on_loop(self._close)
            return ticket
        finally:
            self._tickets.discard(ticket)

    def _run(self) -> None:
        """Stay connected. A bug in a callback costs the connection, never the thread: without it nothing is sent."""
        while not self._stopping.is_set():
            try:
                self._serve()
            except Exception:  # noqa: BLE001 - logged, and the next connection starts clean
                log.exception("publisher connection failed")
                self._release()
            self._stopping.wait(RECONNECT_SECONDS)

    def _serve(self) -> None:
        """Hold one connection until it is lost."""
        self._connection = pika.SelectConnection(
            self._parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._lost,
            on_close_callback=self._lost,
        )
        self._connection.ioloop.start()

    def _opened(self, connection: pika.SelectConnection) -> None:
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Channel) -> None:
        channel.add_on_return_callback(self._returned)
        channel.add_on_close_callback(lambda *_: self._close())
        channel.confirm_delivery(self._confirmed, lambda _: self._ready(channel))

    def _ready(self, channel: Channel) -> None:
        self._sequence = 0
        self._channel = channel
        log.info("publisher connected")

    def _lost(self, connection: pika.SelectConnection, reason: Any) -> None:
        if self._channel is not None and not self._stopping.is_set():
            log.warning("publisher lost the broker", error=type(reason).__name__)
        self._release()
        connection.ioloop.stop()

    def _release(self) -> None:
        """Let go of whoever waits, with nothing more confirmed: the outbox keeps it and it is sent again."""
        self._channel = None
        self._in_flight.clear()
        for ticket in list(self._tickets):
            ticket.done.set()

    def _send(self, ticket: Ticket, batch: Sequence[Outgoing]) -> None:
        channel = self._channel
        if channel is None or not channel.is_open:
            ticket.done.set()
            return
        for message in batch:
            self._sequence += 1
            self._in_flight[self._sequence] = (ticket, message.id)
            properties = BasicProperties(
                content_type=CONTENT_TYPE, delivery_mode=2, message_id=message.id, type=message.type
            )
            channel.basic_publish(EVENTS, message.key, message.body, properties, mandatory=True)

    def _returned(self, _: Channel, __: Any, properties: BasicProperties, ___: bytes) -> None:
        """The broker has no queue for it. Its confirm follows, and must not count as delivered."""
        for ticket, id_ in self._in_flight.values():
            if id_ == properties.message_id:
                ticket.unroutable.add(id_)
                return

    def _confirmed(self, frame: Any) -> None:
        tag, multiple = frame.method.delivery_tag, frame.method.multiple
        confirmed = frame.method.NAME == "Basic.Ack"
        for settled in self._up_to(tag) if multiple else [tag]:
            ticket, id_ = self._in_flight.pop(settled, (None, ""))
            if ticket is not None:
                ticket.settle(id_, confirmed=confirmed)

    def _up_to(self, tag: int) -> list[int]:
        tags = []
        for in_flight in self._in_flight:
            if in_flight > tag:
                break
            tags.append(in_flight)
        return tags

    def _close(self) -> None:
        if self._connection is not None and not (self._connection.is_closing or self._connection.is_closed):
            self._connection.close()

    def _on_loop(self, call: Any) -> None:
        connection = self._connection
        if connection is not None:
            connection.ioloop.add_callback_threadsafe(call)
