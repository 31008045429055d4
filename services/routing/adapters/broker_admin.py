"""Agencies on the broker: queue, user and rights over RabbitMQ's management API."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging.topology import Queue, agency_queue, parked, parking_queue
from services.routing.adapters import broker_admin_rights as rights


@dataclass(frozen=True, slots=True)
class Connected:
    """An agency as the broker knows it. Counts are the management plugin's, a few seconds old."""

    agency: str
    has_user: bool
    waiting: int
    parked: int
    consumers: int
    idle_since: str


class BrokerAdmin:
    """Connects agencies to the broker and cuts them off. Raises `requests.RequestException` when the broker refuses."""

    def __init__(self, api: BrokerApi) -> None:
        self._api = api

    def connect(self, agency: str, *, rotate: bool = False) -> str | None:
        """Make queue, user and rights as they should be, and return the user's new password.

        Safe to repeat: an existing user keeps its password, and None is returned, unless `rotate`.
        """
        for queue in (parking_queue(agency_queue(agency).name), agency_queue(agency)):
            self._declare(queue)
        password = None
        if rotate or not self.has_user(agency):
            password = secrets.token_urlsafe(32)
            self._api.put("users", rights.user_name(agency), body={"password": password, "tags": ""})
        self._grant(agency)
        return password

    def disconnect(self, agency: str) -> bool:
        """Remove user, queue and what waits in it. Return whether there was anything.

        A user that also has rights in another virtual host keeps those.
        """
        # The user first: the broker closes its connections, and nothing is read from the queue any more.
        user = rights.user_name(agency)
        removed = [self._api.delete(kind, self._api.vhost, user) for kind in ("permissions", "topic-permissions")]
        if not self._api.get("users", user, "permissions"):
            removed.append(self._api.delete("users", user))
        own = agency_queue(agency).name
        removed += [self._api.delete("queues", self._api.vhost, name) for name in (own, parked(own))]
        return any(removed)

    def has_user(self, agency: str) -> bool:
        """Return whether the agency has a user."""
        return self._api.get("users", rights.user_name(agency)) is not None

    def unacknowledged(self, agency: str) -> int:
        """Return how many messages the agency has fetched and not yet acknowledged."""
        found = self._api.get("queues", self._api.vhost, agency_queue(agency).name) or {}
        return int(found.get("messages_unacknowledged", 0))

    def connected(self) -> list[Connected]:
        """Return every agency that has a queue here, by name."""
        users = {user["name"] for user in self._api.get("users")}
        found = {queue["name"]: queue for queue in self._api.get("queues", self._api.vhost) or []}
        names = sorted(n for n in found if n.startswith(rights.USER_PREFIX) and not n.endswith(parked("")))
        return [_connected(found[name], found.get(parked(name), {}), name in users) for name in names]

    def _declare(self, queue: Queue) -> None:
        body = {"durable": True, "auto_delete": False, "arguments": queue.arguments}
        self._api.put("queues", self._api.vhost, queue.name, body=body)
        for binding in queue.bindings:
            place = ("bindings", self._api.vhost, "e", binding.exchange, "q", queue.name)
            self._api.post(*place, body={"routing_key": binding.key, "arguments": {}})

    def _grant(self, agency: str) -> None:
        """Narrow the routing keys before opening the exchange: there is no moment with more rights than in the end."""
        user = rights.user_name(agency)
        for name, value in rights.LIMITS.items():
            self._api.put("user-limits", user, name, body={"value": value})
        for topics in rights.topic_permissions(agency):
            self._api.put("topic-permissions", self._api.vhost, user, body=topics)
        self._api.put("permissions", self._api.vhost, user, body=rights.permissions(agency))


def _connected(queue: dict[str, Any], parking: dict[str, Any], has_user: bool) -> Connected:
    return Connected(
        agency=str(queue["name"]).removeprefix(rights.USER_PREFIX),
        has_user=has_user,
        waiting=int(queue.get("messages", 0)),
        parked=int(parking.get("messages", 0)),
        consumers=int(queue.get("consumers", 0)),
        idle_since=str(queue.get("idle_since", "")),
    )
