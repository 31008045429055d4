"""Accepted cases in MongoDB, as somebody outside may look for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.intake.adapters.case_document import case_of
from services.intake.usecases.ports import StoredCase

_NOT_READ = {"outbox": 0, "supplements": 0}
BATCH = 200


class MongoKnownCases:
    """Reads collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._prepared = False

    def newest(self, categories: Collection[str], since: datetime, until: datetime) -> Iterator[StoredCase]:
        """Yield cases that are not private, of these categories, received in a span, newest first."""
        self._prepare()
        wanted = {
            "received_at": {"$gte": since, "$lt": until},
            "data.private": False,
            "data.category": {"$in": sorted(categories)},
        }
        newest_first = [("received_at", DESCENDING), ("_id", DESCENDING)]
        for each in self._cases.find(wanted, _NOT_READ, batch_size=BATCH).sort(newest_first):
            yield case_of(each)

    def some(self, codes: Collection[str]) -> list[StoredCase]:
        """Return the cases with these codes, newest first."""
        found = self._cases.find({"_id": {"$in": list(codes)}}, _NOT_READ)
        return [case_of(each) for each in found.sort("received_at", DESCENDING)]

    def _prepare(self) -> None:
        if not self._prepared:
            listed = [("data.private", ASCENDING), ("data.category", ASCENDING)]
            newest_first = [("received_at", DESCENDING), ("_id", DESCENDING)]
            # What is asked for comes out of the index in order: whoever stops early has made the server read no more.
            self._cases.create_index([*listed, *newest_first], name="listed")
            self._prepared = True
