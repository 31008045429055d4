"""Amendments of the catalogue in MongoDB: one document each, its number as the key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.routing.domain.amending.amendment import Amendment, Stage
from services.routing.domain.amending.edits import Edit
from services.routing.domain.rule_set import Step

OVER = ("answered", "merged", "withdrawn")
PLAIN = ("why", "made_by", "made_at", "approved_by", "from_at", "in_force_as", "version")


class MongoAmendments:
    """Port `Amendments`, on collection `amendments`."""

    def __init__(self, database: Database[Any]) -> None:
        self._amendments: Collection[Any] = database["amendments"]

    def prepare(self) -> None:
        """Create the index of what waits for its moment. Safe to repeat."""
        self._amendments.create_index([("stage", ASCENDING), ("from_at", ASCENDING)], name="due")

    def all(self) -> Sequence[Amendment]:
        """Return all of them."""
        return [amendment_of(each) for each in self._amendments.find(sort=[("_id", DESCENDING)])]

    def get(self, number: int) -> Amendment | None:
        """Return one."""
        found = self._amendments.find_one({"_id": number})
        return amendment_of(found) if found else None

    def due(self, now: datetime) -> Sequence[Amendment]:
        """Return those whose moment has come."""
        query = {"stage": {"$in": [Stage.APPROVED.value, Stage.DUE.value]}, "from_at": {"$lte": now}}
        found = self._amendments.find(query, sort=[("from_at", ASCENDING), ("_id", ASCENDING)])
        return [amendment_of(each) for each in found]

    def add(self, amendment: Amendment) -> bool:
        """Insert it; the key decides who was first."""
        try:
            self._amendments.insert_one(document_of(amendment))
        except DuplicateKeyError:
            return False
        return True

    def save(self, amendment: Amendment) -> bool:
        """Replace the version that was read."""
        new = {**document_of(amendment), "version": amendment.version + 1}
        result = self._amendments.replace_one({"_id": amendment.number, "version": amendment.version}, new)
        return result.modified_count == 1


class MongoHoldings:
    """Port `Holdings`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def count(self, field: str, values: Iterable[str]) -> Mapping[str, int]:
        """Count on the copies at the top of each case."""
        wanted = list(values)
        if not wanted:
            return {}
        stages: list[dict[str, Any]] = [
            {"$match": {field: {"$in": wanted}, "state": {"$nin": list(OVER)}}},
            {"$group": {"_id": f"${field}", "cases": {"$sum": 1}}},
        ]
        return {each["_id"]: each["cases"] for each in self._cases.aggregate(stages)}


def document_of(one: Amendment) -> dict[str, Any]:
    """Return an amendment as a document."""
    return {
        "_id": one.number,
        "stage": one.stage.value,
        "edits": [_slots(each) for each in one.edits],
        "hands": sorted(one.hands),
        "history": [_slots(each) for each in one.history],
        **{name: getattr(one, name) for name in PLAIN},
    }


def amendment_of(document: Mapping[str, Any]) -> Amendment:
    """Return the amendment in a document."""
    return Amendment(
        number=document["_id"],
        stage=Stage(document["stage"]),
        edits=tuple(Edit(**each) for each in document["edits"]),
        hands=frozenset(document["hands"]),
        history=tuple(Step(**each) for each in document["history"]),
        **{name: document[name] for name in PLAIN},
    )


def _slots(record: Edit | Step) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}
