"""Deliver messages: webhooks are called, each agency's in the order they came, and no agency's call delays another's.

A message that failed steps aside until its next try, so that one that a receiver chokes on holds up no other; a
receiver that fails again and again is felt for with one message at a time (`domain/gateway/patience.py`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.gateway.connection import WEBHOOK, Connection
from services.routing.domain.gateway.patience import next_try
from services.routing.usecases import metrics
from services.routing.usecases.gateway.ports import (
    Caller,
    Connections,
    Leases,
    Messages,
    NotTaken,
    Spawn,
    Taken,
    Waiting,
)

#: Longer than one call may take: another replica must not begin while this one is at it.
LEASE = timedelta(seconds=60)
ROUND = 50


@dataclass
class Busy:
    """The agencies this process is calling at this moment."""

    agencies: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, agency: str) -> bool:
        """Return whether nobody here was calling it."""
        with self.lock:
            fresh = agency not in self.agencies
            self.agencies.add(agency)
            return fresh

    def leave(self, agency: str) -> None:
        """The round is over."""
        with self.lock:
            self.agencies.discard(agency)


@dataclass(frozen=True, slots=True)
class DeliverMessages:
    """One turn finds whom to call and lets a thread each do it. A call cut off by a crash is made again: same id."""

    connections: Connections
    messages: Messages
    leases: Leases
    call: Caller
    clock: Clock
    luck: Callable[[], float]
    spawn: Spawn
    busy: Busy = field(default_factory=Busy)

    def __call__(self) -> bool:
        """Begin a round for every agency that has something due and is not being called yet."""
        now = self.clock.now()
        for agency in sorted(self.messages.agencies_due(now)):
            if self.busy.enter(agency):
                self.spawn(self._round(agency))
        return False

    def _round(self, agency: str) -> Callable[[], None]:
        def work() -> None:
            try:
                self.deliver(agency)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next round begins afresh
                log.error("webhook round failed", agency=agency, error=type(error).__name__)
            finally:
                self.busy.leave(agency)

        return work

    def deliver(self, agency: str) -> int:
        """Call one agency with what is due, as long as it may be called; return how much it took."""
        taken = 0
        for message in self.messages.due(agency, self.clock.now(), ROUND):
            connection = self._may_call(agency)
            if connection is None:
                break
            taken += self._sent(connection, message)
        return taken

    def _may_call(self, agency: str) -> Connection | None:
        """Return the connection while it is ours to call, read anew: it may have been changed meanwhile."""
        now = self.clock.now()
        connection = self.connections.get(agency)
        if connection is None or connection.delivery != WEBHOOK or not connection.circuit.lets_through(now):
            return None
        return connection if self.leases.taken(f"webhook/{agency}", now, now + LEASE) else None

    def _sent(self, connection: Connection, message: Waiting) -> bool:
        now = self.clock.now()
        outcome = self.call(connection.url or "", message, connection.signing(now), now)
        metrics.WEBHOOKS.labels("taken" if isinstance(outcome, Taken) else outcome.why).inc()
        if isinstance(outcome, Taken):
            self.messages.acknowledge(connection.agency, [message.id], self.clock.now())
            self._recovered(connection)
            return True
        self._note(connection, message, outcome)
        return False

    def _recovered(self, connection: Connection) -> None:
        """What waited for a receiver that was away need not wait any longer."""
        if connection.circuit.failures:
            self.connections.set_circuit(connection.agency, connection.circuit.succeeded())
        if connection.circuit.probing:
            self.messages.hurry(connection.agency, self.clock.now())

    def _note(self, connection: Connection, message: Waiting, outcome: NotTaken) -> None:
        now, circuit, tries = self.clock.now(), connection.circuit, message.tries + 1
        log.warning("webhook not taken", agency=connection.agency, message=message.id, tries=tries, why=outcome.why)
        after = circuit.refused_for_good(now) if outcome.gone else circuit.failed(now, self.luck())
        self.connections.set_circuit(connection.agency, after)
        self.messages.failed(message, tries, next_try(tries, now, self.luck()), outcome.why)
