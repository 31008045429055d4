"""How an agency's own system is connected, and what it proves itself by."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from services.routing.domain.gateway.patience import Circuit

AMQP, PULL, WEBHOOK, DESK = "amqp", "pull", "webhook", "desk"
#: For these the hotline keeps the messages itself; for `amqp` the broker does, and at the desk there are none.
KEPT_HERE = frozenset({PULL, WEBHOOK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An HTTP key, known by its SHA-256 (hex) only. `until`: an old one goes on working for a while."""

    sha256: str
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Return whether the key still opens."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What webhooks are signed with. Kept as it is: whoever signs must know it."""

    value: str = field(repr=False)
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Return whether calls are still signed with it."""
        return self.until is None or now < self.until


Credential = TypeVar("Credential", Key, Secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One agency's connection. `url` is where webhooks go; `seen_at` when it last called us."""

    agency: str
    delivery: str
    url: str | None = None
    keys: tuple[Key, ...] = ()
    secrets: tuple[Secret, ...] = ()
    circuit: Circuit = field(default_factory=Circuit)
    changed_at: datetime
    seen_at: datetime | None = None

    def signing(self, now: datetime) -> tuple[str, ...]:
        """Return what a call is signed with now, the newest first."""
        return tuple(secret.value for secret in self.secrets if secret.holds(now))

    def renewed(self, key: Key, secret: Secret | None, now: datetime, until: datetime) -> Connection:
        """Return the connection with new credentials; those in force work until `until`, older ones are forgotten."""
        keys = (key, *(_ending(each, until) for each in self.keys if each.holds(now)))
        secrets = tuple(_ending(each, until) for each in self.secrets if each.holds(now))
        return replace(self, keys=keys, secrets=(secret, *secrets) if secret else secrets, changed_at=now)


def _ending(credential: Credential, until: datetime) -> Credential:
    sooner = until if credential.until is None else min(credential.until, until)
    return replace(credential, until=sooner)
