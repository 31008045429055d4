"""A stage for the kit's tests: one queue, the probe service, and the test's own hands on the broker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pika
import requests

from services.kit.events import CaseReceived, Event, decode, encode
from services.kit.messaging import declare
from services.kit.messaging.topology import EVENTS
from tests.waiting import eventually

QUEUE = "routing.cases"
RELAY = "services.kit.messaging.relay"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def a_case(number: int, title: str = "ok") -> Event:
    """Return a `case.received`; its title tells the probe service what to do."""
    code = f"261123{number:07d}"
    data = CaseReceived(code=code, channel="web", received_at=AT, title=title, text="Đèn đường hỏng", category=None)
    return Event.of(data, source="/intake/web", subject=code, at=AT)


@dataclass(frozen=True)
class Found:
    """A message taken from a queue."""

    body: bytes
    headers: dict[str, Any]


def event_of(message: Found) -> Event:
    """Return the event in a message."""
    return decode(message.body)


class Stage:
    """What a test can do to the broker, and what it can see of the probe."""

    def __init__(self, broker: Any, database: Any, start: Any) -> None:
        self._broker = broker
        self.database = database
        self._start = start

    def declare(self) -> None:
        """Declare the whole topology."""
        declare.apply(self._broker.amqp_uri)

    @contextmanager
    def channel(self) -> Iterator[Any]:
        """A confirming channel of the test's own."""
        with pika.BlockingConnection(pika.URLParameters(self._broker.amqp_uri)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            yield channel

    @contextmanager
    def probe(self, *, ready: bool = True, **env: str) -> Iterator[Any]:
        """Run the probe service."""
        with self._start("tests.integration.kit.probe_service:ProbeService", ready=ready, **env) as process:
            yield process

    @contextmanager
    def relay(self, *, ready: bool = True, **env: str) -> Iterator[Any]:
        """Run the relay on the probe's database."""
        with self._start(RELAY, ready=ready, RELAY_DATABASES="probe", **env) as process:
            yield process

    def publish(self, *events: Event, direct: bool = False, headers: dict[str, Any] | None = None) -> list[str]:
        """Publish events, through the exchange or straight to the queue, and return their ids."""
        with self.channel() as channel:
            for event in events:
                exchange, key = ("", QUEUE) if direct else (EVENTS, f"{event.type}.web")
                properties = pika.BasicProperties(message_id=event.id, headers=headers, delivery_mode=2)
                channel.basic_publish(exchange, key, encode(event), properties)
        return [event.id for event in events]

    def publish_raw(self, body: bytes) -> None:
        """Publish any bytes."""
        with self.channel() as channel:
            channel.basic_publish(EVENTS, "case.received.web", body, pika.BasicProperties(delivery_mode=2))

    def get(self, queue: str, within: float = 15.0) -> Found:
        """Wait for a message on a queue and take it."""
        with self.channel() as channel:
            until = time.monotonic() + within
            while time.monotonic() < until:
                method, properties, body = channel.basic_get(queue, auto_ack=True)
                if method:
                    return Found(body, properties.headers or {})
                channel.connection.sleep(0.05)
        raise AssertionError(f"nothing on {queue}")

    def refuse(self, queue: str) -> None:
        """Take one message and refuse it for good, which sends it where the queue's dead letters go."""
        with self.channel() as channel:
            method, _, _ = eventually(lambda: _got(channel.basic_get(queue)))
            channel.basic_reject(method.delivery_tag, requeue=False)

    def drain(self, queue: str) -> set[str]:
        """Take everything from a queue and return the message ids."""
        return set(self.drain_list(queue))

    def drain_list(self, queue: str) -> list[str]:
        """Take everything from a queue and return the message ids, repetitions included."""
        eventually(lambda: self.consumers(queue) == 0)
        with self.channel() as channel:
            return [properties.message_id for _, properties, _ in self._all(channel, queue)]

    def _all(self, channel: Any, queue: str) -> Iterator[Any]:
        for got in channel.consume(queue, auto_ack=True, inactivity_timeout=1.0):
            if got[0] is None:
                return
            yield got

    def consumers(self, queue: str) -> int:
        """Return how many consumers a queue has."""
        with self.channel() as channel:
            return int(channel.queue_declare(queue, passive=True).method.consumer_count)

    def delete(self, queue: str) -> None:
        """Delete a queue."""
        with self.channel() as channel:
            channel.queue_delete(queue)

    def unbind(self, queue: str, exchange: str, key: str) -> None:
        """Take a binding away."""
        with self.channel() as channel:
            channel.queue_unbind(queue, exchange, key)

    def declare_queue(self, queue: str, arguments: dict[str, Any]) -> None:
        """Declare a queue with arguments of the test's choice."""
        with self.channel() as channel:
            channel.queue_declare(queue, durable=True, arguments=arguments)

    def close_connections(self) -> None:
        """Have the broker close every connection of this virtual host."""
        eventually(lambda: self._connections())
        for name in self._connections():
            self._api("delete", f"connections/{requests.utils.quote(name, safe='')}")

    def _connections(self) -> list[str]:
        return [each["name"] for each in self._api("get", "vhosts/{vhost}/connections")]

    def _api(self, method: str, path: str) -> Any:
        url = f"{self._broker.api}/api/{path.format(vhost=requests.utils.quote(self._broker.vhost, safe=''))}"
        answer = requests.request(method, url, timeout=10)
        return answer.json() if answer.content else None

    def seen(self) -> set[str]:
        """Return the ids the probe has handled."""
        return {each["_id"] for each in self.database.seen.find({}, {"_id": 1})}

    def attempts(self) -> int:
        """Return how often the probe's method was called."""
        count: int = self.database.attempts.count_documents({})
        return count

    def attempt_times(self) -> list[datetime]:
        """Return when."""
        return [each["at"] for each in self.database.attempts.find({}, sort=[("at", 1)])]


def _got(answer: tuple[Any, Any, Any]) -> tuple[Any, Any, Any] | None:
    return answer if answer[0] else None
