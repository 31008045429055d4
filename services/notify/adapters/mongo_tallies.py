"""How many messages went to whom in which hour, in MongoDB: `tallies {_id: "<name>:<hour>", count, hour}`."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

KEPT_SECONDS = 2 * 24 * 3600


class MongoTallies:
    """Written and read only for recipients who get more than the ordinary number of messages."""

    def __init__(self, database: Database[Any]) -> None:
        self._tallies: Collection[Any] = database["tallies"]

    def prepare(self) -> None:
        """Create the index by which old entries go."""
        self._tallies.create_index("hour", name="old", expireAfterSeconds=KEPT_SECONDS)

    def find(self, names: Some[str], hours: Sequence[datetime]) -> Mapping[str, Sequence[int]]:
        """One round trip."""
        wanted = [_key(name, hour) for name in names for hour in hours]
        found = {each["_id"]: each["count"] for each in self._tallies.find({"_id": {"$in": wanted}})}
        return {name: [found.get(_key(name, hour), 0) for hour in hours] for name in names}

    def add(self, counts: Mapping[str, int], hour: datetime) -> None:
        """One round trip."""
        self._tallies.bulk_write(
            [
                UpdateOne({"_id": _key(name, hour)}, {"$inc": {"count": count}, "$set": {"hour": hour}}, upsert=True)
                for name, count in counts.items()
            ],
            ordered=False,
        )


def _key(name: str, hour: datetime) -> str:
    return f"{name}:{hour:%Y%m%d%H}"
