"""A parking queue as a person sees it: look without losing anything, send back for another try, drop for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ChannelClosedByBroker
from pika.spec import BasicProperties

from services.kit.failures import Rejected
from services.kit.messaging.declare import NOT_FOUND
from services.kit.messaging.delivery import ATTEMPTS, ROUTING_KEY, USER
from services.kit.messaging.topology import parked

#: What the failed attempts and the parking added; a message that gets another try starts afresh.
_PARKING_HEADERS = frozenset({ATTEMPTS, "x-reason", "x-error", "x-queue", "x-parked-at", "x-death", "x-delivery-count"})


@dataclass(frozen=True, slots=True)
class Parked:
    """One parked message. `tag` settles it within the visit that brought it."""

    tag: int
    id: str
    routing_key: str
    reason: str
    parked_at: str
    attempts: int
    body: bytes
    properties: BasicProperties


class Visit:
    """A look into one parking queue. What is not settled is back in its place when the visit ends."""

    def __init__(self, channel: BlockingChannel, queue: str) -> None:
        self._channel = channel
        self._queue = queue

    def messages(self) -> Iterator[Parked]:
        """Yield what waits now, oldest first. Held unacknowledged: nothing is seen twice, nothing is lost."""
        for _ in range(depth(self._channel, parked(self._queue))):
            frame, properties, body = self._channel.basic_get(parked(self._queue))
            if frame is None:
                return
            yield _read(frame.delivery_tag, frame.routing_key, properties, body)

    def replay(self, message: Parked) -> None:
        """Send it to the queue it came from, with no failed attempts; taken out only after the broker's confirm.

        Raises pika's `UnroutableError` or `NackError` when the queue did not take it; it then stays parked.
        """
        self._channel.basic_publish(
            "", self._queue, message.body, _afresh(message.properties, self._queue), mandatory=True
        )
        self._channel.basic_ack(message.tag)

    def drop(self, message: Parked) -> None:
        """Take it out for good."""
        self._channel.basic_ack(message.tag)


@contextmanager
def visit(amqp_uri: str, queue: str) -> Iterator[Visit]:
    """Open a parking queue. Raises `Rejected("no-such-queue")`."""
    with _connection(amqp_uri) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        try:
            depth(channel, parked(queue))
        except ChannelClosedByBroker as refusal:
            raise _no_such_queue(queue) if refusal.reply_code == NOT_FOUND else refusal from None
        yield Visit(channel, queue)


def depths(amqp_uri: str, queues: Iterable[str]) -> dict[str, int | None]:
    """Return how many messages are ready in each queue; None where there is no such queue."""
    with _connection(amqp_uri) as connection:
        return {queue: _depth_or_none(connection, queue) for queue in queues}


def depth(channel: BlockingChannel, queue: str) -> int:
    """Return how many messages are ready."""
    return int(channel.queue_declare(queue, passive=True).method.message_count)


def _depth_or_none(connection: pika.BlockingConnection, queue: str) -> int | None:
    """Ask on a channel of its own, because a refusal closes the channel."""
    channel = connection.channel()
    try:
        return depth(channel, queue)
    except ChannelClosedByBroker:
        return None
    finally:
        if channel.is_open:
            channel.close()


def _connection(amqp_uri: str) -> pika.BlockingConnection:
    parameters = pika.URLParameters(amqp_uri)
    parameters.blocked_connection_timeout = 10
    parameters.socket_timeout = 5
    return pika.BlockingConnection(parameters)


def _read(tag: int, place: str, properties: BasicProperties, body: bytes) -> Parked:
    headers: dict[str, Any] = properties.headers or {}
    return Parked(
        tag,
        properties.message_id or f"#{tag}",
        str(headers.get(ROUTING_KEY, place)),
        str(headers.get("x-reason", "delivery-limit")),
        str(headers.get("x-parked-at", "")),
        int(headers.get(ATTEMPTS, 0)),
        body,
        properties,
    )


def _afresh(properties: BasicProperties, queue: str) -> BasicProperties:
    """Return the properties for another try: the marks of parking gone, key and sender as the broker knew them."""
    headers: dict[str, Any] = properties.headers or {}
    kept = {name: value for name, value in headers.items() if name not in _PARKING_HEADERS}
    death = _delivery_limit(headers, queue)
    if death is not None:
        # The broker parked it, not a service: no service has moved key and sender to our headers yet, so what the
        # sender wrote there is not to be believed.
        kept[ROUTING_KEY] = death["routing-keys"][0]
        kept.pop(USER, None)
        if properties.user_id:
            kept[USER] = properties.user_id
    return BasicProperties(
        content_type=properties.content_type, delivery_mode=2, message_id=properties.message_id, headers=kept
    )


def _delivery_limit(headers: dict[str, Any], queue: str) -> dict[str, Any] | None:
    """Return the broker's note that it took the message from an exchange and gave up on delivering it, if any."""
    for death in headers.get("x-death", ()):
        if (death.get("queue"), death.get("reason")) == (queue, "delivery_limit") and death.get("exchange"):
            return dict(death)
    return None


def _no_such_queue(queue: str) -> Rejected:
    return Rejected(
        "no-such-queue",
        f"Không có hàng đợi «{parked(queue)}» trên RabbitMQ.",
        f"RabbitMQ has no queue '{parked(queue)}'.",
    )
