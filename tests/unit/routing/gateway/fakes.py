"""The gateway's outside in memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.kit.events import Event
from services.kit.failures import Rejected
from services.routing.domain.gateway.connection import KEPT_HERE, Connection
from services.routing.domain.gateway.patience import Circuit
from services.routing.domain.gateway.presence import Observation, Presence
from services.routing.usecases.gateway.ports import Arrived, Heap, NotTaken, Taken, Waiting
from services.routing.wiring.gateway import GatewayStore
from tests.unit.routing.fakes import MemoryRejections


class MemoryConnections:
    """Port `Connections`."""

    def __init__(self) -> None:
        self.by_agency: dict[str, Connection] = {}

    def get(self, agency: str) -> Connection | None:
        return self.by_agency.get(agency)

    def all(self) -> list[Connection]:
        return [self.by_agency[agency] for agency in sorted(self.by_agency)]

    def put(self, connection: Connection) -> None:
        self.by_agency[connection.agency] = connection

    def remove(self, agency: str) -> bool:
        return self.by_agency.pop(agency, None) is not None

    def of_key(self, sha256: str, now: datetime) -> Connection | None:
        for each in self.by_agency.values():
            if any(key.sha256 == sha256 and key.holds(now) for key in each.keys):
                return each
        return None

    def kept_here(self, agencies: Collection[str]) -> set[str]:
        return {each.agency for each in self.all() if each.agency in agencies and each.delivery in KEPT_HERE}

    def seen(self, agency: str, now: datetime) -> None:
        self.by_agency[agency] = replace(self.by_agency[agency], seen_at=now)

    def set_circuit(self, agency: str, circuit: Circuit) -> None:
        if agency in self.by_agency:
            self.by_agency[agency] = replace(self.by_agency[agency], circuit=circuit)


@dataclass
class _Kept:
    waiting: Waiting
    next_at: datetime | None
    acknowledged_at: datetime | None = None


class MemoryMessages:
    """Port `Messages`."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], _Kept] = {}

    def keep(self, arrived: Sequence[Arrived], now: datetime) -> int:
        before = len(self.by_key)
        for each in arrived:
            position = f"{len(self.by_key):06d}"
            kept = Waiting(
                agency=each.agency, id=each.id, type=each.type, body=each.body, position=position, arrived_at=now
            )
            self.by_key.setdefault((each.agency, each.id), _Kept(kept, now))
        return len(self.by_key) - before

    def waiting(self, agency: str, after: str, limit: int) -> list[Waiting]:
        return [each.waiting for each in self._open(agency) if each.waiting.position > after][:limit]

    def acknowledge(self, agency: str, ids: Collection[str], now: datetime) -> int:
        found = [each for each in self._open(agency) if each.waiting.id in ids]
        for each in found:
            each.acknowledged_at = now
        return len(found)

    def agencies_due(self, now: datetime) -> set[str]:
        return {agency for agency, _ in self.by_key if self.due(agency, now, 1)}

    def due(self, agency: str, now: datetime, limit: int) -> list[Waiting]:
        return [each.waiting for each in self._open(agency) if each.next_at and each.next_at <= now][:limit]

    def failed(self, message: Waiting, tries: int, next_at: datetime | None, why: str) -> None:
        kept = self.by_key[message.agency, message.id]
        kept.waiting = replace(kept.waiting, tries=tries, why=why, given_up=next_at is None)
        kept.next_at = next_at

    def hurry(self, agency: str, now: datetime) -> None:
        for each in self._open(agency):
            if each.next_at and each.next_at > now:
                each.next_at = now

    def try_again(self, agency: str, now: datetime) -> int:
        found = self._open(agency)
        for each in found:
            each.waiting, each.next_at = replace(each.waiting, tries=0, why="", given_up=False), now
        return len(found)

    def heaps(self) -> Mapping[str, Heap]:
        return {agency: self._heap(agency) for agency, _ in self.by_key}

    def forget(self, agency: str) -> int:
        found = self._open(agency)
        for each in found:
            del self.by_key[agency, each.waiting.id]
        return len(found)

    def _heap(self, agency: str) -> Heap:
        open_ = self._open(agency)
        taken = [each.acknowledged_at for (of, _), each in self.by_key.items() if of == agency and each.acknowledged_at]
        return Heap(
            waiting=len(open_),
            given_up=sum(each.next_at is None for each in open_),
            oldest_at=min((each.waiting.arrived_at for each in open_), default=None),
            taken_at=max(taken, default=None),
        )

    def _open(self, agency: str) -> list[_Kept]:
        found = [each for (of, _), each in self.by_key.items() if of == agency and not each.acknowledged_at]
        return sorted(found, key=lambda each: each.waiting.position)


class MemoryPresences:
    """Port `Presences`, recording what was told."""

    def __init__(self) -> None:
        self.by_agency: dict[str, Presence] = {}
        self.events: list[Event] = []

    def all(self) -> list[Presence]:
        return list(self.by_agency.values())

    def save(self, before: Presence | None, after: Presence, events: Sequence[Event]) -> bool:
        if self.by_agency.get(after.agency) != before:
            return False
        self.by_agency[after.agency] = after
        self.events.extend(events)
        return True

    def remove(self, agency: str) -> None:
        self.by_agency.pop(agency, None)


class MemoryRefusals:
    """Port `Refusals`, on the refusals in memory."""

    def __init__(self, rejections: MemoryRejections) -> None:
        self._rejections = rejections

    def why(self, id_: str) -> Rejected | None:
        found = self._rejections.by_id.get(id_)
        return Rejected(found.event.data.slug, found.event.data.vi, found.event.data.en) if found else None


class OwnLeases:
    """Port `Leases`: ours, unless the test gives them to somebody else."""

    def __init__(self) -> None:
        self.others: set[str] = set()

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        return name not in self.others


@dataclass
class Calls:
    """A `Caller` that records its calls and says what it is told to say, by message or by agency."""

    says: dict[str, Taken | NotTaken] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, url: str, message: Waiting, secrets: Sequence[str], now: datetime) -> Taken | NotTaken:
        self.made.append((message.agency, message.id))
        return self.says.get(message.id, self.says.get(message.agency, Taken()))


def nothing_at_the_desk(_: datetime) -> Sequence[Observation]:
    """An `Observer` that sees nobody."""
    return ()


def memory_gateway_store(rejections: MemoryRejections) -> GatewayStore:
    """Return the gateway's adapters in memory."""
    return GatewayStore(
        connections=MemoryConnections(),
        messages=MemoryMessages(),
        presences=MemoryPresences(),
        refusals=MemoryRefusals(rejections),
        leases=OwnLeases(),
        desk=nothing_at_the_desk,
    )
