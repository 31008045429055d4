"""Who works on how much, counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo.collection import Collection

from services.routing.adapters.list_queries import ONLY_OPEN

OVERDUE = 2
MOST = 500


def taken_on(cases: Collection[Any], limit: int) -> Sequence[tuple[str, int, int]]:
    """Return the people who have taken on most, with how many open cases, and how many of those are overdue."""
    late = {"$sum": {"$cond": [{"$gte": ["$level", OVERDUE]}, 1, 0]}}
    stages: list[dict[str, Any]] = [
        {"$match": {**ONLY_OPEN, "assignee": {"$type": "string"}}},
        {"$group": {"_id": "$assignee", "open": {"$sum": 1}, "late": late}},
        {"$sort": {"open": -1, "_id": 1}},
        {"$limit": limit},
    ]
    return [(each["_id"], each["open"], each["late"]) for each in cases.aggregate(stages)]


def acts_of_people(
    cases: Collection[Any], midnight: datetime, since: datetime, patience_ms: int
) -> Sequence[tuple[str, int, int]]:
    """Return how many entries of histories are whose, from midnight on and in all since then. Rules do not count."""
    stages: list[dict[str, Any]] = [
        {"$match": {"changed_at": {"$gte": since}}},
        {"$project": {"history.by": 1, "history.at": 1}},
        {"$unwind": "$history"},
        {"$match": {"history.at": {"$gte": since}, "history.by": {"$regex": "^desk:"}}},
        {
            "$group": {
                "_id": "$history.by",
                "today": {"$sum": {"$cond": [{"$gte": ["$history.at", midnight]}, 1, 0]}},
                "all": {"$sum": 1},
            }
        },
        {"$limit": MOST},
    ]
    found = cases.aggregate(stages, maxTimeMS=patience_ms)
    return [(each["_id"], each["today"], each["all"]) for each in found]
