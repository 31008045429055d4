"""A reader's connection to one queue: collect deliveries, send some on, acknowledge the rest.

It knows AMQP and nothing of what the messages mean. It uses py-amqp through kombu, so it is cooperative under
eventlet and plain blocking without it.
"""

from __future__ import annotations

import time
from collections import deque
from types import TracebackType
from typing import Any

from amqp import Channel, Message
from amqp.exceptions import AccessRefused, AMQPError, ChannelError, NotFound, PreconditionFailed
from kombu.connection import Connection
from kombu.exceptions import KombuError

from services.kit.messaging.delivery import Delivery
from services.kit.messaging.topology import CONSUMERS, consumer_queue

#: What a lost connection looks like. OSError is not an AMQP error, and nameko's own consumer dies of it.
LOST = (AMQPError, KombuError, OSError)
HEARTBEAT_SECONDS = 30
CONFIRM_SECONDS = 15
NO_ROUTE = 312


# kombu carries no types.
_Connection: Any = Connection


class QueueUnfit(Exception):  # noqa: N818
    """The queue is missing, its arguments are not those of the topology table, or we have no right to it."""


class Subscription:
    """An open subscription, as a context manager. Leaving it gives back, once, what was not acknowledged."""

    def __init__(self, amqp_uri: str, queue: str, prefetch: int) -> None:
        self.queue = queue
        self._prefetch = prefetch
        self._connection: Any = _Connection(amqp_uri, heartbeat=HEARTBEAT_SECONDS, connect_timeout=5)
        self._waiting: deque[Delivery] = deque()
        self._cancelled = False
        self._beat_at = 0.0

    def __enter__(self) -> Subscription:
        self._connection.connect()
        self._verify_queue()
        self._channel: Channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.basic_qos(0, self._prefetch, False)
        self._channel.basic_consume(self.queue, callback=self._arrived, on_cancel=self._on_cancel)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.release()

    def collect(self, most: int, *, idle: float, linger: float) -> list[Delivery]:
        """Wait up to `idle` seconds for a delivery, then up to `linger` seconds for company; return at most `most`.

        Raises one of `LOST` when the connection is gone, `QueueUnfit` when the queue was deleted.
        """
        self._drain_until(time.monotonic() + idle, enough=1)
        if self._waiting and linger:
            self._drain_until(time.monotonic() + linger, enough=most)
        self._beat()
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def keep_alive(self) -> None:
        """Read what is there and answer heartbeats; to be called while a handler takes long."""
        self._drain_until(time.monotonic(), enough=self._prefetch + 1)
        self._beat()

    def send_on(self, message: Message, *, exchange: str, routing_key: str) -> None:
        """Publish and wait for the broker's confirm, at most 15 s.

        Raises one of `LOST`, or `QueueUnfit` when the exchange has no queue for it: the broker confirms also what
        goes nowhere.
        """
        try:
            self._channel.basic_publish_confirm(
                message, exchange=exchange, routing_key=routing_key, mandatory=True, confirm_timeout=CONFIRM_SECONDS
            )
        except ChannelError as error:
            if error.reply_code != NO_ROUTE:
                raise
            raise QueueUnfit(f"{exchange} leads nowhere for {routing_key}; run `hotline topology apply`") from error

    def acknowledge_up_to(self, delivery: Delivery) -> None:
        """Acknowledge `delivery` and everything delivered before it."""
        self._channel.basic_ack(delivery.tag, multiple=True)

    def _verify_queue(self) -> None:
        """Ask passively first: an active declaration would create a missing queue nobody has bound."""
        expected = consumer_queue(self.queue, CONSUMERS.get(self.queue, ()))
        try:
            with self._connection.channel() as probe:
                probe.queue_declare(self.queue, passive=True)
                probe.queue_declare(self.queue, durable=True, auto_delete=False, arguments=expected.arguments)
        except NotFound as error:
            raise QueueUnfit(f"queue {self.queue} is missing; run `hotline topology apply`") from error
        except PreconditionFailed as error:
            raise QueueUnfit(f"queue {self.queue} differs from the topology: {error.reply_text}") from error
        except AccessRefused as error:
            raise QueueUnfit(f"no right to queue {self.queue}; run `hotline topology users`") from error

    def _arrived(self, message: Message) -> None:
        self._waiting.append(Delivery.of(message))

    def _on_cancel(self, _: str) -> None:
        """The broker cancels consumers when their queue is deleted or loses its leader."""
        self._cancelled = True

    def _drain_until(self, moment: float, *, enough: int) -> None:
        while len(self._waiting) < enough:
            if self._cancelled:
                raise QueueUnfit(f"the broker cancelled the consumer of {self.queue}")
            left = moment - time.monotonic()
            try:
                self._connection.drain_events(timeout=max(left, 0.001))
            except TimeoutError:
                return
            if left <= 0:
                return

    def _beat(self) -> None:
        if time.monotonic() - self._beat_at > HEARTBEAT_SECONDS / 4:
            self._connection.heartbeat_check()
            self._beat_at = time.monotonic()
