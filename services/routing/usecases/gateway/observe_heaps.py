"""Observe heaps: how agencies that fetch by HTTP, or are called, keep up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.gateway.connection import KEPT_HERE, Connection
from services.routing.domain.gateway.presence import Observation
from services.routing.usecases.gateway.ports import Connections, Heap, Messages


@dataclass(frozen=True, slots=True)
class ObserveHeaps:
    """What was given up still waits: an agency that answers nothing for days is not there."""

    connections: Connections
    messages: Messages

    def __call__(self, _: datetime) -> Sequence[Observation]:
        """Return one observation for each connected agency whose messages are kept here."""
        heaps = self.messages.heaps()
        return [_seen(each, heaps.get(each.agency, Heap())) for each in self.connections.all() if _is_ours(each)]


def _is_ours(connection: Connection) -> bool:
    return connection.delivery in KEPT_HERE


def _seen(connection: Connection, heap: Heap) -> Observation:
    signs = [each for each in (connection.seen_at, heap.taken_at) if each]
    return Observation(
        agency=connection.agency,
        delivery=connection.delivery,
        waiting=heap.waiting,
        parked=heap.given_up,
        progress=heap.taken_at.isoformat() if heap.taken_at else "",
        oldest_at=heap.oldest_at,
        seen_at=max(signs, default=None),
    )
