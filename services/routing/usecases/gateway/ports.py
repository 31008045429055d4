"""What the gateway needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.routing.domain.gateway.connection import Connection
from services.routing.domain.gateway.patience import Circuit
from services.routing.domain.gateway.presence import Observation, Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message for an agency as it came: `body` is the event's JSON, byte for byte."""

    agency: str
    id: str
    type: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that its agency has not acknowledged. `position` orders an agency's messages by arrival."""

    agency: str
    id: str
    type: str
    body: str
    position: str
    arrived_at: datetime
    tries: int = 0
    given_up: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """What waits for one agency. `given_up` of `waiting` are no longer sent; `taken` counts what was acknowledged."""

    waiting: int = 0
    given_up: int = 0
    oldest_at: datetime | None = None
    taken_at: datetime | None = None


class Connections(Protocol):
    """How agencies' systems are connected."""

    def get(self, agency: str) -> Connection | None:
        """Return a connection, read anew."""

    def all(self) -> list[Connection]:
        """Return all connections by agency."""

    def put(self, connection: Connection) -> None:
        """Store a connection as it is now."""

    def remove(self, agency: str) -> bool:
        """Forget a connection; return whether there was one."""

    def of_key(self, sha256: str, now: datetime) -> Connection | None:
        """Return the connection that a key which still holds opens."""

    def kept_here(self, agencies: Collection[str]) -> set[str]:
        """Return those of the agencies whose messages are kept here, read anew."""

    def seen(self, agency: str, now: datetime) -> None:
        """Note a sign of life; to the half minute is enough."""

    def set_circuit(self, agency: str, circuit: Circuit) -> None:
        """Store what is known of an agency's receiver."""


class Messages(Protocol):
    """The messages of agencies that fetch by HTTP or are called."""

    def keep(self, arrived: Sequence[Arrived], now: datetime) -> int:
        """Store what is new, in the order given; return how much of it was."""

    def waiting(self, agency: str, after: str, limit: int) -> list[Waiting]:
        """Return what is not acknowledged, oldest first, beyond a position."""

    def acknowledge(self, agency: str, ids: Collection[str], now: datetime) -> int:
        """Mark messages as taken; return how many were not before. Unknown ids are passed over."""

    def agencies_due(self, now: datetime) -> set[str]:
        """Return the agencies for which something could be sent now."""

    def due(self, agency: str, now: datetime, limit: int) -> list[Waiting]:
        """Return what could be sent to an agency now, oldest first."""

    def failed(self, message: Waiting, tries: int, next_at: datetime | None, why: str) -> None:
        """Note a failed try; without a next one the message is given up and waits for a person."""

    def hurry(self, agency: str, now: datetime) -> None:
        """Let what waits for its next try be sent now; what was given up stays so."""

    def try_again(self, agency: str, now: datetime) -> int:
        """Let everything of an agency that waits be sent again from the first try on; return how much that is."""

    def heaps(self) -> Mapping[str, Heap]:
        """Return what waits, by agency."""

    def forget(self, agency: str) -> int:
        """Delete what waits for an agency; return how much that was."""


class Presences(Protocol):
    """Where agencies stand."""

    def all(self) -> list[Presence]:
        """Return all of them."""

    def save(self, before: Presence | None, after: Presence, events: Sequence[Event]) -> bool:
        """Store a presence over the one it was made from, with its events; False when another was quicker."""

    def remove(self, agency: str) -> None:
        """Forget an agency that has no connection any more."""


class Leases(Protocol):
    """Of several processes one does something, until a moment."""

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        """Take the lease, or take it again while it is ours."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The receiver has the message."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """It has not, and in what way: a status (`http-500`) or what went wrong. `gone`: it wants no more (410)."""

    why: str
    gone: bool = False


#: Sends one message to a receiver, signed with the secrets, and says what came of it. Never raises.
Caller = Callable[[str, Waiting, Sequence[str], datetime], Taken | NotTaken]
#: Runs some work beside the caller's.
Spawn = Callable[[Callable[[], None]], None]
#: Looks at the agencies of one way of delivery.
Observer = Callable[[datetime], Sequence[Observation]]
