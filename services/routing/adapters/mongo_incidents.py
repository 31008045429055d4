"""Bursts and incidents in MongoDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.domain.incident import Burst, Incident, Standing
from services.routing.usecases.clocks.sweep import PAGE

OPEN = ["triage", "held", "routed", "accepted", "waiting"]
USUAL_DAYS = 28


class MongoBursts:
    """Port `Bursts`, on collection `cases` and its index of the newest."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def since(self, since: datetime, now: datetime, least: int) -> Sequence[Burst]:
        """Count the last hours; what is usual is asked only where there is something unusual."""
        stages: list[Mapping[str, Any]] = [
            {"$match": {"submission.received_at": {"$gte": since}, "state": {"$in": OPEN}, "category": {"$ne": None}}},
            {"$sort": {"submission.received_at": 1}},
            {"$group": {"_id": {"c": "$category", "a": "$area"}, "n": {"$sum": 1}, "first": {"$first": "$_id"}}},
            {"$match": {"n": {"$gte": least}}},
            {"$limit": PAGE},
        ]
        return [self._burst(each, since, now) for each in self._cases.aggregate(stages)]

    def codes(self, category: str, area: str | None, since: datetime, limit: int) -> Sequence[str]:
        """Return those that may join; somebody in danger is never put into a heap."""
        asked = {
            "category": category,
            "area": area,
            "submission.received_at": {"$gte": since},
            "state": {"$in": OPEN},
            "urgency": {"$ne": "urgent"},
            "incident": None,
        }
        found = self._cases.find(asked, {"_id": 1}, sort=[("submission.received_at", ASCENDING)], limit=limit)
        return [each["_id"] for each in found]

    def _burst(self, found: Mapping[str, Any], since: datetime, now: datetime) -> Burst:
        key = found["_id"]
        before = {"$gte": now - timedelta(days=USUAL_DAYS), "$lt": since}
        asked = {"category": key["c"], "area": key["a"], "submission.received_at": before}
        rate = self._cases.count_documents(asked) / timedelta(days=USUAL_DAYS).total_seconds()
        usual = rate * (now - since).total_seconds()
        return Burst(category=key["c"], area=key["a"], count=found["n"], usual=usual, first=found["first"])


class MongoIncidents:
    """Port `Incidents`: collection `incidents`, with the events that tell of them."""

    def __init__(self, database: Database[Any]) -> None:
        self._incidents: Collection[Any] = database["incidents"]

    def prepare(self) -> None:
        """Create the indexes: of a topic and area at most one incident is open."""
        ensure_outbox(self._incidents)
        open_ = {"standing": Standing.OPEN.value}
        self._incidents.create_index(
            [("category", ASCENDING), ("area", ASCENDING)], name="one_open", unique=True, partialFilterExpression=open_
        )
        self._incidents.create_index([("standing", ASCENDING), ("noticed_at", DESCENDING)], name="by_standing")

    def propose(self, incident: Incident) -> bool:
        """Store a proposal."""
        here = {"category": incident.category, "area": incident.area, "standing": Standing.OPEN.value}
        if self._incidents.count_documents(here, limit=1):
            return False
        facts = asdict(incident)
        try:
            self._incidents.insert_one({"_id": facts.pop("id"), **facts, "standing": incident.standing.value})
        except DuplicateKeyError:
            self._incidents.update_one(
                {"_id": incident.id, "standing": Standing.PROPOSED.value}, {"$set": {"count": incident.count}}
            )
            return False
        return True

    def get(self, id_: str) -> Incident | None:
        """Return an incident."""
        found = self._incidents.find_one({"_id": id_}, {"outbox": 0})
        return _incident(found) if found else None

    def decide(self, incident: Incident, before: Standing, event: Event | None) -> bool:
        """Store a decision with its event in one write."""
        facts = {**asdict(incident), "standing": incident.standing.value}
        change: dict[str, Any] = {"$set": {key: value for key, value in facts.items() if key != "id"}}
        if event:
            change["$push"] = {"outbox": entry(event, event.data.agency)}
        found = {"_id": incident.id, "standing": before.value}
        try:
            return self._incidents.update_one(found, change).modified_count == 1
        except DuplicateKeyError:
            return False

    def standing(self, standing: Standing | None, limit: int) -> Sequence[Incident]:
        """Return incidents, newest first."""
        asked = {"standing": standing.value} if standing else {}
        found = self._incidents.find(asked, {"outbox": 0}, sort=[("noticed_at", DESCENDING)], limit=limit)
        return [_incident(each) for each in found]


def _incident(document: Mapping[str, Any]) -> Incident:
    facts = {key: value for key, value in document.items() if key not in ("_id", "standing")}
    return Incident(id=document["_id"], standing=Standing(document["standing"]), **facts)
