"""What callers have filed, found by their number or by the call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.intake.usecases.call_ports import EarlierCase

PHONE_INDEX = "contact_phone"
CHANNEL = "hotline"


class MongoCallersCases:
    """Reads collection `cases`, with an index of its own over `data.contact.phone`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        if not self._prepared:
            keys = [("data.contact.phone", ASCENDING), ("received_at", DESCENDING)]
            given = {"data.contact.phone": {"$type": "string"}}
            self._cases.create_index(keys, name=PHONE_INDEX, partialFilterExpression=given)
            self._prepared = True

    def by_phone(self, number: str, most: int) -> Sequence[EarlierCase]:
        """Return the newest cases with this number, whatever the channel."""
        self.prepare()
        # The type is said again so that the partial index may be used.
        wanted = {"data.contact.phone": {"$eq": number, "$type": "string"}}
        found = self._cases.find(wanted, {"data.title": 1, "received_at": 1}).sort("received_at", DESCENDING)
        return [
            EarlierCase(code=each["_id"], title=each["data"]["title"], received_at=each["received_at"])
            for each in found.limit(most)
        ]

    def filed_for(self, *names: str) -> Sequence[str]:
        """Return the cases whose key is `<name>/<matter>`; anchored, so that the index on keys is used."""
        keys = [{"client_key": {"$regex": f"^{re.escape(name)}/[^/]+$"}} for name in names]
        found = self._cases.find({"channel": CHANNEL, "$or": keys}, {"_id": 1}).sort("received_at", ASCENDING)
        return [each["_id"] for each in found]

    def filed_under(self, client_key: str) -> Sequence[str]:
        """Return the case under exactly this key."""
        found = self._cases.find_one({"channel": CHANNEL, "client_key": client_key}, {"_id": 1})
        return [found["_id"]] if found else []
