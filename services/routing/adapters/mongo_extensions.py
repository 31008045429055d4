"""Who sits at which telephone: collection `extensions`, one document per account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo.database import Database


class MongoExtensions:
    """Port `Extensions`. Two who take one telephone at the same moment both have it until one says so again."""

    def __init__(self, database: Database[Any]) -> None:
        self._extensions = database["extensions"]

    def of(self, account: str) -> str | None:
        """Return it."""
        found = self._extensions.find_one({"_id": account})
        return found["extension"] if found else None

    def put(self, account: str, extension: str, now: datetime) -> None:
        """Others first: a number shown to nobody is better than to two."""
        self._extensions.delete_many({"extension": extension, "_id": {"$ne": account}})
        if extension:
            self._extensions.replace_one({"_id": account}, {"extension": extension, "at": now}, upsert=True)
        else:
            self._extensions.delete_one({"_id": account})
