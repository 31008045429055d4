"""Fact sheets in MongoDB: collection `facts`, one document per case, `_id` is the case code."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.reporting.adapters.counting_pipeline import pipeline
from services.reporting.adapters.fact_documents import update_of
from services.reporting.domain.counting import Key, Question
from services.reporting.domain.facts import CaseFacts
from services.reporting.domain.indicators import COUNTS, Tally
from services.reporting.usecases.ports import Part

COUNTING_LIMIT_MS = 15_000


class MongoFactSheets:
    """Port `FactSheets`."""

    def __init__(self, database: Database[Any]) -> None:
        self._facts = database["facts"]

    def ensure_indexes(self) -> None:
        """Create the indexes. Safe to repeat.

        A report reads what is unanswered plus what was answered since its period began: the first index finds both
        without touching the years before.
        """
        self._facts.create_index([("answered.at", ASCENDING), ("received.at", ASCENDING)], name="answered_received")
        self._facts.create_index([("received.at", ASCENDING)], name="received")
        reopened = {"reopened.at": {"$exists": True}}
        self._facts.create_index([("reopened.at", ASCENDING)], name="reopened", partialFilterExpression=reopened)

    def merge(self, sheets: Sequence[CaseFacts]) -> None:
        """Merge all sheets by one round trip. Raises pymongo's errors."""
        self._facts.bulk_write(
            [UpdateOne({"_id": sheet.code}, update_of(sheet), upsert=True) for sheet in sheets], ordered=False
        )

    def count(self, question: Question, by: Collection[Part]) -> Mapping[Key, Tally]:
        """Return the tallies, counted by the server. Raises `ExecutionTimeout` after 15 s."""
        found = self._facts.aggregate(pipeline(question, by), maxTimeMS=COUNTING_LIMIT_MS, allowDiskUse=True)
        return {_key(each["_id"]): Tally(**{name: each[name] for name in COUNTS}) for each in found}


def _key(parts: Mapping[str, str | None]) -> Key:
    return parts.get("agency"), parts.get("category"), parts.get("channel")
