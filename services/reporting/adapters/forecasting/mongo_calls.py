"""Calls in MongoDB: collection `calls`, one document per call, `_id` is the telephone system's id of it.

What is known lies in the slot `call`, which begins with its stamp, so `$max` keeps the latest word (`fact_documents`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.reporting.domain.calls import Call, CallCounts, Talk
from services.reporting.domain.forecast.quarters import MINUTES

COUNTING_LIMIT_MS = 15_000
QUARTER_MS = MINUTES * 60_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ANSWERED = {"$eq": ["$call.disposition", "answered"]}


class MongoCalls:
    """Ports `KeepsCalls` and `Calls`."""

    def __init__(self, database: Database[Any]) -> None:
        self._calls = database["calls"]

    def ensure_indexes(self) -> None:
        """Create the index that counting per quarter reads alone. Safe to repeat."""
        self._calls.create_index([("call.queued_at", ASCENDING), ("call.after_hours", ASCENDING)], name="queued")

    def merge(self, calls: Sequence[Call]) -> None:
        """Keep all calls by one round trip. Raises pymongo's errors."""
        updates = [UpdateOne({"_id": call.id}, {"$max": {"call": _document(call)}}, upsert=True) for call in calls]
        self._calls.bulk_write(updates, ordered=False)

    def per_quarter(self, since: datetime, until: datetime) -> dict[datetime, int]:
        """Return how many came while the centre was open, per quarter hour (UTC); quarters without any are left out."""
        stages: list[dict[str, Any]] = [
            {"$match": {"call.queued_at": {"$gte": since, "$lt": until}, "call.after_hours": False}},
            {"$group": {"_id": _quarter("$call.queued_at"), "count": {"$sum": 1}}},
        ]
        found = self._calls.aggregate(stages, maxTimeMS=COUNTING_LIMIT_MS, hint="queued")
        return {each["_id"]: each["count"] for each in found}

    def talk(self, since: datetime, until: datetime) -> Talk:
        """Return how many calls were answered and how long people talked."""
        counts = self.counts(since, until)
        return Talk(counts.answered, counts.talk_seconds)

    def counts(self, since: datetime, until: datetime) -> CallCounts:
        """Return what became of the calls of a span."""
        stages: list[dict[str, Any]] = [
            {"$match": {"call.queued_at": {"$gte": since, "$lt": until}}},
            {"$group": {"_id": "$call.after_hours", **_sums()}},
        ]
        found = {each.pop("_id"): each for each in self._calls.aggregate(stages, maxTimeMS=COUNTING_LIMIT_MS)}
        late = sum(each["offered"] for closed, each in found.items() if closed)
        return CallCounts(**found.get(False, {}), after_hours=late)


def _sums() -> dict[str, Any]:
    return {
        "offered": {"$sum": 1},
        "answered": {"$sum": {"$cond": [_ANSWERED, 1, 0]}},
        "abandoned": {"$sum": {"$cond": [{"$eq": ["$call.disposition", "abandoned"]}, 1, 0]}},
        "wait_seconds": _seconds("$call.queued_at", "$call.answered_at"),
        "talk_seconds": _seconds("$call.answered_at", "$call.ended_at"),
    }


def _seconds(start: str, end: str) -> dict[str, Any]:
    lasted = {"$max": [0, {"$subtract": [end, start]}]}
    return {"$sum": {"$cond": [_ANSWERED, {"$divide": [{"$ifNull": [lasted, 0]}, 1000]}, 0]}}


def _quarter(moment: str) -> dict[str, Any]:
    since = {"$subtract": [moment, _EPOCH]}
    return {"$toDate": {"$subtract": [{"$toLong": since}, {"$mod": [{"$toLong": since}, QUARTER_MS]}]}}


def _document(call: Call) -> dict[str, Any]:
    return {
        "time": call.stamp.time,
        "event": call.stamp.event,
        "queued_at": call.queued_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "disposition": call.disposition,
        "branch": call.branch,
        "after_hours": call.after_hours,
    }
