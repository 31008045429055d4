"""Promised answers in MongoDB: collection `promises`, one document per case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.routing.usecases.calls import Promise

_FIELDS = tuple(Promise.__dataclass_fields__)


class MongoPromises:
    """Port `Promises`. `look_at` is there while something is to be done; it is the lease too."""

    def __init__(self, database: Database[Any]) -> None:
        self._promises = database["promises"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        self._promises.create_index([("look_at", ASCENDING)], name="look_at", sparse=True)

    def keep(self, promise: Promise) -> None:
        """Insert it, unless there is one."""
        document = {**asdict(promise), "look_at": promise.promised_at, "state": "waiting"}
        self._promises.update_one({"_id": promise.code}, {"$setOnInsert": document}, upsert=True)

    def take_due(self, now: datetime, until: datetime) -> Promise | None:
        """Move the most overdue one's `look_at`."""
        found = self._promises.find_one_and_update(
            {"look_at": {"$lte": now}}, {"$set": {"look_at": until}}, sort=[("look_at", ASCENDING)]
        )
        return _promise(found) if found else None

    def given(self, code: str, now: datetime) -> None:
        """Close it, and forget the words: they stand in the case."""
        self._close(code, "given", now, {"text": ""})

    def refused(self, code: str, slug: str, now: datetime) -> None:
        """Close it with the reason; the words stay for a person."""
        self._close(code, slug, now, {})

    def of_case(self, code: str) -> str | None:
        """Return its state."""
        found = self._promises.find_one({"_id": code}, {"state": 1})
        return found["state"] if found else None

    def _close(self, code: str, state: str, now: datetime, more: dict[str, Any]) -> None:
        closed = {"$set": {"state": state, "closed_at": now, **more}, "$unset": {"look_at": ""}}
        self._promises.update_one({"_id": code, "state": "waiting"}, closed)


def _promise(document: Mapping[str, Any]) -> Promise:
    """Return the promise; what older versions did not write has its default."""
    facts = {name: document[name] for name in _FIELDS if name in document}
    return Promise(**{**facts, "sources": tuple(facts.get("sources", ()))})
