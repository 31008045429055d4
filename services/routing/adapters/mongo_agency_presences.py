"""Where agencies stand, in MongoDB, with the events that tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.domain.gateway.presence import Presence

_FIELDS = tuple(each.name for each in fields(Presence) if each.name != "agency")


class MongoAgencyPresences:
    """Collection `agency_presence`, keyed by agency. `observed_at` guards against two watchers at once."""

    def __init__(self, database: Database[Any]) -> None:
        self._presences = database["agency_presence"]

    def prepare(self) -> None:
        """Create the index of the outbox. Safe to repeat."""
        ensure_outbox(self._presences)

    def all(self) -> list[Presence]:
        """Return all of them by agency."""
        return [_presence(each) for each in self._presences.find({}, {"outbox": 0}, sort=[("_id", ASCENDING)])]

    def save(self, before: Presence | None, after: Presence, events: Sequence[Event]) -> bool:
        """Write state and events in one document, over the state it was made from."""
        state = {name: value for name, value in asdict(after).items() if name != "agency"}
        told = [entry(event, after.agency) for event in events]
        as_read = {"_id": after.agency, "observed_at": before.observed_at if before else None}
        try:
            result = self._presences.update_one(
                as_read, {"$set": state, "$push": {"outbox": {"$each": told}}}, upsert=before is None
            )
        except DuplicateKeyError:
            return False
        return bool(result.matched_count or result.upserted_id)

    def remove(self, agency: str) -> None:
        """Forget an agency that has no connection any more, once its last event is told."""
        self._presences.delete_one({"_id": agency, "outbox.0": {"$exists": False}})


def _presence(document: dict[str, Any]) -> Presence:
    known: dict[str, Any] = {name: document.get(name) for name in _FIELDS}
    return Presence(agency=document["_id"], **known)
