"""What can be seen of the running system from outside: processes, queues, outboxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests
from pymongo.database import Database

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging.topology import parked
from services.kit.storage.outbox import OUTBOX_INDEX, PENDING

PROBE_SECONDS = 3

#: Process → admin port, as `make up` starts them.
PROCESSES = {
    "publish": 9080,
    "intake-web": 9081,
    "intake-hotline": 9082,
    "routing": 9083,
    "reporting": 9084,
    "notify": 9085,
    "relay": 9086,
    "intake-email": 9087,
    "intake-zalo": 9088,
    "intake-facebook": 9089,
    "intake-mobile": 9090,
    "intake-sms": 9091,
}


@dataclass(frozen=True, slots=True)
class Life:
    """One process: `problems` is empty when it is ready; `away` when nobody answers there."""

    process: str
    address: str
    problems: dict[str, str]
    away: bool = False


@dataclass(frozen=True, slots=True)
class QueueState:
    """One queue with its parking queue beside it. Counts are the management plugin's, a few seconds old."""

    name: str
    waiting: int
    consumers: int
    parked: int


def life_of(process: str, address: str) -> Life:
    """Ask a process whether it is ready; `address` is host:port."""
    try:
        answer = requests.get(f"http://{address}/readyz", timeout=PROBE_SECONDS)
        return Life(process, address, answer.json() if answer.status_code != requests.codes.ok else {})
    except requests.RequestException as error:
        return Life(process, address, {"process": type(error).__name__}, away=True)


def queues(api: BrokerApi) -> Iterator[QueueState]:
    """Yield every queue that is not itself a parking queue, by name."""
    found = {queue["name"]: queue for queue in api.get("queues", api.vhost) or []}
    for name, queue in sorted(found.items()):
        if not name.endswith(parked("")):
            parking = found.get(parked(name), {})
            yield QueueState(name, queue.get("messages", 0), queue.get("consumers", 0), parking.get("messages", 0))


def outbox_size(database: Database[Any]) -> int:
    """Return how many documents of a database have events that are not sent yet."""
    return sum(
        database[name].count_documents(PENDING, hint=OUTBOX_INDEX)
        for name in database.list_collection_names()
        if OUTBOX_INDEX in database[name].index_information()
    )
