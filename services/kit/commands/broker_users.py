"""The services' broker users over RabbitMQ's management API: made as the table of rights says, or compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging.declare import Difference
from services.kit.messaging.rights import NOTHING, RIGHTS, Rights


class BrokerUsers:
    """The users of one virtual host. Raises `requests.RequestException` when the broker is away or refuses.

    Users belong to the whole broker, their rights to a virtual host: where several systems share a broker, each has
    its own `prefix`, because a password set here counts in every virtual host.
    """

    def __init__(self, api: BrokerApi, prefix: str = "", rights: Mapping[str, Rights] = RIGHTS) -> None:
        self._api = api
        self._prefix = prefix
        self._rights = rights

    def name(self, service: str) -> str:
        """Return the name of a service's user."""
        return self._prefix + service

    def put(self, passwords: Mapping[str, str]) -> None:
        """Create or update every user, each with its password, and its rights in this virtual host. Safe to repeat."""
        for service, rights in self._rights.items():
            user = self.name(service)
            self._api.put("users", user, body={"password": passwords[service], "tags": rights.tags})
            self._grant(user, rights)

    def differences(self) -> list[Difference]:
        """Return where users or rights are not as the table says, without changing anything."""
        found = [(self.name(service), rights) for service, rights in self._rights.items()]
        return [
            Difference(f"user {user}", problem) for user, rights in found for problem in self._problems(user, rights)
        ]

    def _grant(self, user: str, rights: Rights) -> None:
        """Narrow the routing keys before opening the exchanges: there is no moment with more rights than in the end."""
        place = (self._api.vhost, user)
        if set(self._keys(user)) - set(rights.keys):
            # Routing keys of an exchange that left the table. The broker forgets all of a user's at once or none.
            self._api.delete("permissions", *place)
            self._api.delete("topic-permissions", *place)
        for exchange, keys in rights.keys.items():
            self._api.put("topic-permissions", *place, body={"exchange": exchange, "write": keys, "read": NOTHING})
        self._api.put("permissions", *place, body=_names(rights))

    def _problems(self, user: str, rights: Rights) -> Iterator[str]:
        account = self._api.get("users", user)
        if account is None:
            yield "missing"
            return
        if _tags(account) != rights.tags:
            yield f"tags: {_tags(account) or 'none'} instead of {rights.tags or 'none'}"
        granted = self._api.get("permissions", self._api.vhost, user) or {}
        for kind, pattern in _names(rights).items():
            if granted.get(kind) != pattern:
                yield f"{kind}: {granted.get(kind, 'nothing')} instead of {pattern}"
        if self._keys(user) != {exchange: (keys, NOTHING) for exchange, keys in rights.keys.items()}:
            yield "routing keys differ"

    def _keys(self, user: str) -> dict[str, tuple[str, str]]:
        """Return what the broker has of routing keys: write and read pattern by exchange."""
        found: list[dict[str, Any]] = self._api.get("topic-permissions", self._api.vhost, user) or []
        return {each["exchange"]: (each["write"], each["read"]) for each in found}


def _tags(account: dict[str, Any]) -> str:
    """Older brokers tell tags as a text, newer ones as a list."""
    tags = account["tags"]
    return tags if isinstance(tags, str) else ",".join(tags)


def _names(rights: Rights) -> dict[str, str]:
    return {"configure": rights.configure, "write": rights.write, "read": rights.read}
