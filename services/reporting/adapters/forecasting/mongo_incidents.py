"""Incidents in MongoDB: collection `incidents`, the latest word on each (`$max` on a slot)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.reporting.domain.facts import Stamp
from services.reporting.domain.outbreak.alarm import Incident


class MongoIncidents:
    """Ports `KeepsIncidents` and `Incidents`."""

    def __init__(self, database: Database[Any]) -> None:
        self._incidents = database["incidents"]

    def ensure_indexes(self) -> None:
        """Create the index of those that are open. Safe to repeat."""
        self._incidents.create_index(
            [("incident.changed_at", ASCENDING)], name="open", partialFilterExpression={"incident.open": True}
        )

    def merge(self, incidents: Sequence[Incident]) -> None:
        """Keep all by one round trip; of one incident the latest word wins."""
        self._incidents.bulk_write(
            [UpdateOne({"_id": each.code}, {"$max": {"incident": _document(each)}}, upsert=True) for each in incidents],
            ordered=False,
        )

    def open(self) -> Sequence[Incident]:
        """Return those that are not over, the oldest change first."""
        return [
            _incident(each) for each in self._incidents.find({"incident.open": True}).sort("incident.changed_at", 1)
        ]


def _document(incident: Incident) -> dict[str, Any]:
    """`changed_at` is what decides (`incident.changed`), so it stands before the stamp."""
    return {
        "changed_at": incident.changed_at,
        "time": incident.stamp.time,
        "event": incident.stamp.event,
        "title": incident.title,
        "category": incident.category,
        "area": incident.area,
        "agency": incident.agency,
        "open": incident.open,
        "cases": incident.cases,
    }


def _incident(document: dict[str, Any]) -> Incident:
    kept = dict(document["incident"])
    stamp = Stamp(kept.pop("time"), kept.pop("event"))
    return Incident(code=document["_id"], stamp=stamp, **kept)
