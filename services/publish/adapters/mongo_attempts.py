"""Collection `attempts`: wrong tries to see a case, one small document per key, removed by the server when over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pymongo import UpdateOne
from pymongo.database import Database

from services.kit.clock import Clock
from services.publish.adapters.documents import Document


class MongoAttempts:
    """Counts in windows. All processes count together, and a restart forgets nothing."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._attempts = database["attempts"]
        self._clock = clock

    def count(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Return how many wrong tries each key has within its window."""
        open_now = {"_id": {"$in": list(keys)}, "until": {"$gt": self._clock.now()}}
        return {each["_id"]: each["wrong"] for each in self._attempts.find(open_now)}

    def add(self, keys: Sequence[str], until: datetime) -> None:
        """Count one wrong try for each key. A window that is over starts again, also before the server removed it."""
        now = self._clock.now()
        running = {"$gt": [{"$ifNull": ["$until", now]}, now]}
        counted = {
            "wrong": {"$cond": [running, {"$add": [{"$ifNull": ["$wrong", 0]}, 1]}, 1]},
            "until": {"$cond": [running, "$until", until]},
        }
        self._attempts.bulk_write([UpdateOne({"_id": key}, [{"$set": counted}], upsert=True) for key in keys])

    def clear(self, key: str) -> None:
        """Forget the tries of a key."""
        self._attempts.delete_one({"_id": key})
