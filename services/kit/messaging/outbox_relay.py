"""Moving one database's outbox entries to the broker."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Protocol

from pymongo.errors import PyMongoError

from services.kit.logs import log
from services.kit.messaging import metrics
from services.kit.messaging.publisher import BrokerAway, Outgoing, Ticket
from services.kit.storage.pending import PendingOutbox, Waiting

BATCH = 400
SWEEP_SECONDS = 5.0
#: A lone event goes out at once. The more a sweep found, the longer the next one lets them gather, because finding them
#: together costs the database a fraction of a wake-up for each.
WAKE_SECONDS = 0.002
GATHER_SECONDS_PER_EVENT = 0.008
LONGEST_GATHER_SECONDS = 0.06
UNROUTABLE_SECONDS = 15.0
BACK_OFF_SECONDS = 0.5


class Publishes(Protocol):
    """What the relay needs of a publisher."""

    def publish(self, batch: list[Outgoing]) -> Ticket:
        """Publish and return the broker's verdicts. Raises `BrokerAway`."""


class OutboxRelay:
    """Sweeps one database's outboxes: publish, wait for the confirm, only then clear.

    Killed between confirm and clear, it publishes the entry again: at-least-once, never less.
    """

    def __init__(self, pending: PendingOutbox, publisher: Publishes) -> None:
        self._pending = pending
        self._publisher = publisher
        self._unroutable: dict[str, float] = {}
        self._problem: str | None = "starting"

    def problem(self) -> str | None:
        """Return why this relay is not relaying, or None when it is."""
        return self._problem

    def run(self, stopping: Callable[[], bool]) -> None:
        """Relay until told to stop. Outages are waited out."""
        while not stopping():
            try:
                self._pending.look_for_collections()
                self._relay_until_idle(stopping)
                self._note(None)
                self._pending.wait(SWEEP_SECONDS, stopping)
                time.sleep(WAKE_SECONDS)
            except BrokerAway:
                self._note("broker away")
                time.sleep(BACK_OFF_SECONDS)
            except PyMongoError as error:
                self._note(f"database away: {type(error).__name__}")
                time.sleep(BACK_OFF_SECONDS)

    def sweep(self) -> int:
        """Publish one batch of what is pending; return how many entries the broker confirmed."""
        batch = list(itertools.islice(self._due(), BATCH))
        if not batch:
            return 0
        ticket = self._publisher.publish([Outgoing(e.id, e.key, e.type, e.body) for e in batch])
        self._hold_unroutable(batch, ticket.unroutable)
        confirmed = [entry for entry in batch if entry.id in ticket.confirmed]
        if confirmed:
            self._pending.clear(confirmed)
        metrics.RELAYED.labels(self._pending.name).inc(len(confirmed))
        return len(confirmed)

    def _relay_until_idle(self, stopping: Callable[[], bool]) -> None:
        """The first sweep of a wake-up may be small; while there is more, go on without asking the change stream."""
        while not stopping() and (sent := self.sweep()):
            time.sleep(min(LONGEST_GATHER_SECONDS, GATHER_SECONDS_PER_EVENT * sent))

    def _due(self) -> itertools.filterfalse[Waiting]:
        """Everything pending but what the broker had no queue for a moment ago."""
        now = time.monotonic()
        self._unroutable = {id_: again for id_, again in self._unroutable.items() if again > now}
        return itertools.filterfalse(lambda entry: entry.id in self._unroutable, self._pending.waiting())

    def _hold_unroutable(self, batch: list[Waiting], ids: set[str]) -> None:
        """Keep them in the outbox and raise the alarm: somebody must bind a queue, then they go out by themselves."""
        again = time.monotonic() + UNROUTABLE_SECONDS
        for entry in batch:
            if entry.id in ids:
                self._unroutable[entry.id] = again
                log.error("event has no queue", event_id=entry.id, routing_key=entry.key, database=self._pending.name)
        metrics.UNROUTABLE.labels(self._pending.name).set(len(self._unroutable))

    def _note(self, problem: str | None) -> None:
        if problem != self._problem:
            log.info("relay state", database=self._pending.name, problem=problem)
        self._problem = problem
        metrics.RELAY_UP.labels(self._pending.name).set(0 if problem else 1)
