"""Make the broker match the topology table, or say where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ChannelClosedByBroker

from services.kit.messaging.topology import EXCHANGES, Exchange, Queue, queues

NOT_FOUND, PRECONDITION_FAILED = 404, 406


@dataclass(frozen=True, slots=True)
class Difference:
    """Something on the broker that is missing or not as the table says."""

    name: str
    problem: str


@contextmanager
def opened(amqp_uri: str) -> Iterator[BlockingChannel]:
    """Give a channel on a connection of its own."""
    with pika.BlockingConnection(pika.URLParameters(amqp_uri)) as connection:
        yield connection.channel()


def apply(amqp_uri: str) -> None:
    """Declare everything in the table. Safe to repeat.

    Raises `ChannelClosedByBroker` where the broker has it otherwise.
    """
    with opened(amqp_uri) as channel:
        for exchange in EXCHANGES:
            declare_exchange(channel, exchange)
        for queue in queues():
            declare_queue(channel, queue)


def declare_exchange(channel: BlockingChannel, exchange: Exchange) -> None:
    """Declare one exchange."""
    channel.exchange_declare(exchange.name, exchange.type, durable=True)


def declare_queue(channel: BlockingChannel, queue: Queue) -> None:
    """Declare one queue and its bindings."""
    channel.queue_declare(queue.name, durable=True, arguments=queue.arguments)
    for binding in queue.bindings:
        channel.queue_bind(queue.name, binding.exchange, binding.key)


def check(amqp_uri: str, expected: Iterable[Queue] | None = None) -> list[Difference]:
    """Return what is missing or different, without changing anything."""
    with pika.BlockingConnection(pika.URLParameters(amqp_uri)) as connection:
        found = [_try(connection, e.name, *_same_exchange(e)) for e in EXCHANGES]
        found += [_try(connection, q.name, *_same_queue(q)) for q in (expected or queues())]
    return [difference for difference in found if difference]


def _same_exchange(exchange: Exchange) -> tuple[Any, Any]:
    """Passive first: an active declaration would create what is missing; only the active one compares the type."""
    return (
        lambda channel: channel.exchange_declare(exchange.name, exchange.type, durable=True, passive=True),
        lambda channel: channel.exchange_declare(exchange.name, exchange.type, durable=True),
    )


def _same_queue(queue: Queue) -> tuple[Any, Any]:
    """Passive first here too."""
    return (
        lambda channel: channel.queue_declare(queue.name, passive=True),
        lambda channel: channel.queue_declare(queue.name, durable=True, arguments=queue.arguments),
    )


def _try(connection: pika.BlockingConnection, name: str, *questions: Any) -> Difference | None:
    """Ask on a channel of its own, because a refusal closes the channel."""
    channel = connection.channel()
    try:
        for ask in questions:
            ask(channel)
    except ChannelClosedByBroker as refusal:
        return Difference(name, _problem(refusal))
    channel.close()
    return None


def _problem(refusal: ChannelClosedByBroker) -> str:
    if refusal.reply_code == NOT_FOUND:
        return "missing"
    if refusal.reply_code == PRECONDITION_FAILED:
        return f"different: {refusal.reply_text}"
    return str(refusal.reply_text)
