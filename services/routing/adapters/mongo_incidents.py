"""Incidents in MongoDB, each with the events that tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.domain.outbreak import LIVE, Incident, Standing

IS_LIVE = {"standing": {"$in": sorted(each.value for each in LIVE)}}
READ = {"outbox": 0}


class MongoIncidents:
    """Collection `incidents`. Of a watch and an area at most one is live: the index sees to it."""

    def __init__(self, database: Database[Any]) -> None:
        self._incidents: Collection[Any] = database["incidents"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        ensure_outbox(self._incidents)
        one = [("watch", ASCENDING), ("area", ASCENDING)]
        self._incidents.create_index(one, name="one_live", unique=True, partialFilterExpression=IS_LIVE)
        self._incidents.create_index([("noticed_at", DESCENDING)], name="newest")
        self._incidents.create_index([("decided_at", DESCENDING)], name="decided")

    def propose(self, incident: Incident) -> bool:
        """Insert it."""
        try:
            self._incidents.insert_one({"_id": incident.id, **_facts(incident)})
        except DuplicateKeyError:
            return False
        return True

    def get(self, id_: str) -> Incident | None:
        """Return an incident."""
        found = self._incidents.find_one({"_id": id_}, READ)
        return _incident(found) if found else None

    def save(self, incident: Incident, event: Event | None) -> bool:
        """Write over the version it was made from, and only that one."""
        change: dict[str, Any] = {"$set": _facts(replace(incident, version=incident.version + 1))}
        if event:
            change["$push"] = {"outbox": entry(event, event.data.agency)}
        try:
            result = self._incidents.update_one({"_id": incident.id, "version": incident.version}, change)
        except DuplicateKeyError:
            return False
        return result.modified_count == 1

    def live(self, since: datetime) -> Sequence[Incident]:
        """Return live ones and those just decided."""
        found = self._incidents.find({"$or": [IS_LIVE, {"decided_at": {"$gte": since}}]}, READ)
        return [_incident(each) for each in found]

    def newest(self, limit: int) -> Sequence[Incident]:
        """Return the newest first."""
        found = self._incidents.find({}, READ, sort=[("noticed_at", DESCENDING)], limit=limit)
        return [_incident(each) for each in found]


def _facts(incident: Incident) -> dict[str, Any]:
    facts = {**asdict(incident), "standing": incident.standing.value}
    del facts["id"]
    return facts


def _incident(document: Mapping[str, Any]) -> Incident:
    facts = {name: value for name, value in document.items() if name not in ("_id", "standing", "outbox")}
    return Incident(id=document["_id"], standing=Standing(document["standing"]), **facts)
