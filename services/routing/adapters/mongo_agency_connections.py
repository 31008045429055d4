"""How agencies' systems are connected, in MongoDB."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.routing.domain.gateway.connection import KEPT_HERE, Connection, Key, Secret
from services.routing.domain.gateway.patience import Circuit

#: A sign of life is written down no more often: agencies may ask every second.
SEEN_EVERY = timedelta(seconds=30)


class MongoAgencyConnections:
    """Collection `agency_connections`, keyed by agency. HTTP keys are kept as SHA-256 only."""

    def __init__(self, database: Database[Any]) -> None:
        self._connections = database["agency_connections"]

    def prepare(self) -> None:
        """Create the index by which a key is found. Safe to repeat."""
        self._connections.create_index([("keys.sha256", ASCENDING)], name="by_key")

    def get(self, agency: str) -> Connection | None:
        """Return a connection, read anew."""
        found = self._connections.find_one({"_id": agency})
        return _connection(found) if found else None

    def all(self) -> list[Connection]:
        """Return all connections by agency."""
        return [_connection(each) for each in self._connections.find(sort=[("_id", ASCENDING)])]

    def put(self, connection: Connection) -> None:
        """Store what people decide about a connection; signs of life come from elsewhere and stay."""
        state = {
            "delivery": connection.delivery,
            "url": connection.url,
            "keys": [{"sha256": each.sha256, "until": each.until} for each in connection.keys],
            "secrets": [{"value": each.value, "until": each.until} for each in connection.secrets],
            "circuit": _circuit_document(connection.circuit),
            "changed_at": connection.changed_at,
        }
        self._connections.update_one({"_id": connection.agency}, {"$set": state}, upsert=True)

    def remove(self, agency: str) -> bool:
        """Forget a connection; return whether there was one."""
        return self._connections.delete_one({"_id": agency}).deleted_count == 1

    def of_key(self, sha256: str, now: datetime) -> Connection | None:
        """Return the connection that a key which still holds opens."""
        found = self._connections.find_one({"keys.sha256": sha256})
        connection = _connection(found) if found else None
        if connection and any(each.sha256 == sha256 and each.holds(now) for each in connection.keys):
            return connection
        return None

    def kept_here(self, agencies: Collection[str]) -> set[str]:
        """Return those of the agencies whose messages are kept here, read anew: nothing may be missed."""
        wanted = {"_id": {"$in": list(agencies)}, "delivery": {"$in": list(KEPT_HERE)}}
        return {each["_id"] for each in self._connections.find(wanted, {"_id": 1})}

    def seen(self, agency: str, now: datetime) -> None:
        """Note a sign of life; to the half minute is enough."""
        older = {"$or": [{"seen_at": None}, {"seen_at": {"$lte": now - SEEN_EVERY}}]}
        self._connections.update_one({"_id": agency, **older}, {"$set": {"seen_at": now}})

    def set_circuit(self, agency: str, circuit: Circuit) -> None:
        """Store what is known of an agency's receiver; an agency that was removed meanwhile stays so."""
        self._connections.update_one({"_id": agency}, {"$set": {"circuit": _circuit_document(circuit)}})


def _circuit_document(circuit: Circuit) -> dict[str, Any]:
    return {
        "failures": circuit.failures,
        "closed_until": circuit.closed_until,
        "disabled_at": circuit.disabled_at,
    }


def _connection(document: dict[str, Any]) -> Connection:
    return Connection(
        agency=document["_id"],
        delivery=document["delivery"],
        url=document["url"],
        keys=tuple(Key(**each) for each in document["keys"]),
        secrets=tuple(Secret(**each) for each in document["secrets"]),
        circuit=Circuit(**document["circuit"]),
        changed_at=document["changed_at"],
        seen_at=document.get("seen_at"),
    )
