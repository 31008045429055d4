"""The machine's floor: the same bytes through the same queues and into the same kind of documents, no system around.

One process publishes with kombu and confirms, consumes and acknowledges in hundreds, and writes MongoDB in bulk with
majority. What this reaches in lifecycles a second is what a perfect program in Python could hope for here.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from amqp import Message
from kombu import Connection
from pymongo import InsertOne, UpdateOne
from pymongo.database import Database

#: What one lifecycle sends: routing key, bytes, exchange. Sizes are those of the measured run's own events.
SENT = (
    ("case.received.web", 1150, "cases"),
    ("case.routed.bench", 2900, "cases"),
    ("reply.answered.bench", 560, "replies"),
    ("case.answered.bench", 950, "cases"),
    ("case.published.bench", 560, "cases"),
)
#: How many of them each queue gets.
READERS = {
    "routing.cases": 1,
    "routing.replies": 1,
    "notify.cases": 3,
    "publish.cases": 3,
    "reporting.cases": 4,
    "agency.bench": 1,
    "intake.progress": 3,
}
#: Documents a lifecycle writes, by size, and small changes it makes to them.
DOCUMENTS = (2300, 5200, 600, 2500, 2500, 2800, 2600, 1200, 300)
CHANGES = 16
BATCH = 100
# What was delivered in advance when a queue is done with goes back, and py-amqp warns of every single one.
logging.getLogger("amqp").setLevel("ERROR")


def broker_seconds(amqp_uri: str, lifecycles: int) -> float:
    """Publish and consume what `lifecycles` would, and return how long it took."""
    start = time.perf_counter()
    with Connection(amqp_uri) as connection:
        for first in range(0, lifecycles, BATCH):
            _publish(connection, min(BATCH, lifecycles - first))
        for queue, copies in READERS.items():
            _consume(connection, queue, lifecycles * copies)
    return time.perf_counter() - start


def mongo_seconds(database: Database[Any], lifecycles: int) -> float:
    """Write what `lifecycles` would, and return how long it took."""
    start = time.perf_counter()
    for first in range(0, lifecycles, BATCH):
        numbers = range(first, min(first + BATCH, lifecycles))
        for kind, size in enumerate(DOCUMENTS):
            database[f"floor{kind}"].bulk_write(
                [InsertOne({"_id": n, "body": b"x" * size}) for n in numbers], ordered=False
            )
        for change in range(CHANGES):
            changes = [UpdateOne({"_id": n}, {"$set": {f"change{change}": n}}) for n in numbers]
            database[f"floor{change % len(DOCUMENTS)}"].bulk_write(changes, ordered=False)
    return time.perf_counter() - start


def _publish(connection: Connection, lifecycles: int) -> None:
    """Publish a batch and wait for its last confirm."""
    channel: Any = connection.channel()
    channel.confirm_select()
    open_tags = set(range(1, lifecycles * len(SENT) + 1))

    def confirmed(tag: int, multiple: bool) -> None:
        open_tags.difference_update([each for each in open_tags if each <= tag] if multiple else [tag])

    channel.events["basic_ack"].add(confirmed)
    for _ in range(lifecycles):
        for key, size, exchange in SENT:
            message = Message(b"x" * size, delivery_mode=2, content_type="application/cloudevents+json")
            channel.basic_publish(message, exchange=exchange, routing_key=key, mandatory=True)
    while open_tags:
        connection.drain_events(timeout=10)
    channel.close()


def _consume(connection: Connection, queue: str, left: int) -> None:
    channel: Any = connection.channel()
    channel.basic_qos(0, BATCH * 2, False)
    tags: list[int] = []
    channel.basic_consume(queue, callback=lambda message: tags.append(message.delivery_info["delivery_tag"]))
    left = channel.queue_declare(queue, passive=True).message_count
    while left > 0:
        try:
            connection.drain_events(timeout=0.5)
        except TimeoutError:
            break
        if len(tags) >= BATCH:
            left -= _acknowledge(channel, tags)
    _acknowledge(channel, tags)
    channel.close()


def _acknowledge(channel: Any, tags: list[int]) -> int:
    count = len(tags)
    if count:
        channel.basic_ack(tags[-1], multiple=True)
        tags.clear()
    return count
