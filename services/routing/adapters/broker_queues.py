"""Agencies' own queues as the broker's management API shows them to a user that may look and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging.topology import parked
from services.routing.adapters.broker_admin_rights import USER_PREFIX
from services.routing.domain.gateway.connection import AMQP
from services.routing.domain.gateway.presence import Observation

#: What grows when a reader takes something; the broker forgets it with the queue's leader, which is a change too.
_PROGRESS = ("ack", "get_no_ack", "deliver_no_ack")


class BrokerQueues:
    """Looks at `agency.*` in one virtual host. Raises `requests.RequestException`, an OSError, when it cannot."""

    def __init__(self, api: BrokerApi) -> None:
        self._api = api

    def __call__(self, _: datetime) -> Sequence[Observation]:
        """Return one observation per agency's queue. Counts are a few seconds old."""
        found = {queue["name"]: queue for queue in self._api.get("queues", self._api.vhost) or []}
        names = sorted(name for name in found if name.startswith(USER_PREFIX) and not name.endswith(parked("")))
        return [_observation(found[name], found.get(parked(name), {})) for name in names]


def _observation(queue: dict[str, Any], parking: dict[str, Any]) -> Observation:
    counts = queue.get("message_stats") or {}
    return Observation(
        agency=str(queue["name"]).removeprefix(USER_PREFIX),
        delivery=AMQP,
        waiting=int(queue.get("messages", 0)),
        parked=int(parking.get("messages", 0)),
        consumers=int(queue.get("consumers", 0)),
        progress="/".join(str(counts.get(name, 0)) for name in _PROGRESS),
    )
