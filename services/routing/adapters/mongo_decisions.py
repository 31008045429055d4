"""What people decided about cases, in MongoDB, and the cases where that is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, ReplaceOne
from pymongo.database import Database

from services.routing.adapters.case_document import case_of
from services.routing.adapters.part_documents import slots
from services.routing.domain.case import Case
from services.routing.domain.suggestion.deciding import BY_SUGGESTION
from services.routing.usecases.suggesting.ports import Decided, Decision

_FIELDS = tuple(each.name for each in fields(Decision))


class MongoDecisions:
    """Collection `decisions`, one per case. The database deletes what has expired."""

    def __init__(self, database: Database[Any]) -> None:
        self._decisions = database["decisions"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._decisions.create_index([("expires_at", ASCENDING)], name="expiry", expireAfterSeconds=0)
        self._decisions.create_index([("at", DESCENDING)], name="newest_first")

    def newest_at(self) -> datetime | None:
        """Return the moment of the newest."""
        found = self._decisions.find_one({}, {"at": 1}, sort=[("at", DESCENDING)])
        return found["at"] if found else None

    def keep(self, decisions: Sequence[Decision]) -> None:
        """Write all in one round trip."""
        if decisions:
            self._decisions.bulk_write([_kept(each) for each in decisions], ordered=True)

    def all(self) -> Iterator[Decision]:
        """Return all of them."""
        for each in self._decisions.find({}, sort=[("at", ASCENDING)]):
            yield Decision(**{name: each[name] for name in _FIELDS})

    def agreement(self) -> Decided:
        """Let the database count."""
        suggested = {"suggested": {"$ne": None}, "category": {"$ne": None}}
        return Decided(
            decided=self._decisions.count_documents({}),
            suggested=self._decisions.count_documents(suggested),
            agreed=self._decisions.count_documents({**suggested, "$expr": {"$eq": ["$suggested", "$category"]}}),
        )


class MongoClassifiedCases:
    """Collection `cases`, read by when a person classified them."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]

    def prepare(self) -> None:
        """Create the index, of classified cases only. Safe to repeat."""
        classified = {"classified.at": {"$type": "date"}}
        self._cases.create_index([("classified.at", ASCENDING)], name="classified", partialFilterExpression=classified)

    def classified_since(self, moment: datetime, limit: int) -> Sequence[Case]:
        """Return them by the index."""
        query = {"classified.at": {"$type": "date", "$gte": moment}, "classified.by": {"$ne": BY_SUGGESTION}}
        found = self._cases.find(query, {"outbox": 0}, sort=[("classified.at", ASCENDING)], limit=limit)
        return [case_of(each) for each in found]


def _kept(decision: Decision) -> ReplaceOne[dict[str, Any]]:
    return ReplaceOne({"_id": decision.code}, {"_id": decision.code, **slots(decision)}, upsert=True)
