"""Leases in MongoDB: of several processes one does something, until a moment; if it dies, another takes over then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from ulid import ULID


class MongoLeases:
    """Collection `leases`: `_id` is what may be done, `holder` the process that may, until `until`."""

    def __init__(self, database: Database[Any]) -> None:
        self._leases = database["leases"]
        self._holder = str(ULID())

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        """Take the lease, or take it again while it is ours. False while it is somebody else's."""
        free = {"_id": name, "$or": [{"until": {"$lte": now}}, {"holder": self._holder}]}
        try:
            self._leases.update_one(free, {"$set": {"holder": self._holder, "until": until}}, upsert=True)
        except DuplicateKeyError:
            return False
        return True
