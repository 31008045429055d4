"""Fact sheets in MongoDB: collection `facts`, one document per case, `_id` is the case code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.reporting.adapters.fact_documents import sheet_of, update_of
from services.reporting.domain.sheet import CaseFacts

COLLECTION = "facts"
#: What counting in the server needed, when it counted.
FORMER_INDEXES = ("answered_received", "received", "reopened")


class MongoFactSheets:
    """Port `FactSheets`, and what whoever follows them needs."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database
        self._facts = database[COLLECTION]

    def ensure_indexes(self) -> None:
        """Create the index of what changed last, and drop those that nothing uses any more. Safe to repeat."""
        self._facts.create_index([("changed", ASCENDING), ("_id", ASCENDING)], name="changed")
        for name in self._facts.index_information().keys() & FORMER_INDEXES:
            self._facts.drop_index(name)

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge all sheets by one round trip. Raises pymongo's errors."""
        self._facts.bulk_write(
            [UpdateOne({"_id": sheet.code}, update_of(sheet), upsert=True) for sheet in sheets], ordered=False
        )

    def now(self) -> datetime:
        """Return the time of the server, whose clock marks what changed."""
        moment: datetime = self._database.command("hello", codec_options=self._database.codec_options)["localTime"]
        return moment

    def size(self) -> int:
        """Return about how many cases there are."""
        return int(self._facts.estimated_document_count())

    def after(self, code: str, most: int) -> list[CaseFacts]:
        """Return the next sheets after a code, in the order of codes, at most so many."""
        found = self._facts.find({"_id": {"$gt": code}}).sort("_id", ASCENDING).limit(most)
        return [sheet_of(document) for document in found.batch_size(most)]

    def changed_since(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """Yield code and time of what changed since `moment`, from the index alone."""
        fields = {"_id": 1, "changed": 1}
        for each in self._facts.find({"changed": {"$gte": moment}}, fields).hint("changed"):
            yield each["_id"], each["changed"]

    def named(self, codes: Sequence[str]) -> list[CaseFacts]:
        """Return the sheets of these cases."""
        return [sheet_of(document) for document in self._facts.find({"_id": {"$in": list(codes)}})]
