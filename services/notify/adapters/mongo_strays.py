"""Reports without a message (yet), in MongoDB: `strays {_id: event id, body, due_at}`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.events import Event, decode, encode


class MongoStrays:
    """A report is kept once, however often it comes."""

    def __init__(self, database: Database[Any]) -> None:
        self._strays: Collection[Any] = database["strays"]

    def prepare(self) -> None:
        """Create the index the sweep uses."""
        self._strays.create_index("due_at", name="due")

    def keep(self, events: Sequence[Event], due: datetime) -> None:
        """One round trip."""
        if events:
            self._strays.bulk_write(
                [
                    UpdateOne({"_id": each.id}, {"$set": {"due_at": due, "body": encode(each)}}, upsert=True)
                    for each in events
                ],
                ordered=False,
            )

    def due(self, now: datetime, limit: int) -> list[Event]:
        """Return reports to look at again."""
        found = self._strays.find({"due_at": {"$lte": now}}, sort=[("due_at", 1)], limit=limit)
        return [decode(each["body"]) for each in found]

    def drop(self, events: Sequence[Event]) -> None:
        """Forget reports."""
        if events:
            self._strays.delete_many({"_id": {"$in": [each.id for each in events]}})
