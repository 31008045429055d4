"""News of cases from the database's own change stream: what any process writes, every open page hears of."""

from __future__ import annotations

from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.failures import Retryable
from services.routing.usecases.listing.news import NewsRoom, Stir

WATCHED: list[dict[str, Any]] = [
    {"$match": {"operationType": {"$in": ["insert", "update", "replace"]}}},
    {
        "$project": {
            "documentKey": 1,
            "operationType": 1,
            "fullDocument.state": 1,
            "fullDocument.holders": 1,
            "fullDocument.forward_at": 1,
            "updateDescription.updatedFields.version": 1,
        }
    },
]
WAIT_MS = 1_000


class MongoNews:
    """Reads the stream as long as anybody listens; a turn lasts about a second."""

    def __init__(self, database: Database[Any], room: NewsRoom) -> None:
        self._cases: Collection[Any] = database["cases"]
        self._room = room
        self._stream: Any = None

    def __call__(self) -> bool:
        """Pass on what came; return whether to go on at once."""
        if not any(True for _ in self._room):
            self._close()
            return False
        try:
            self._pass_on()
        except Exception as error:
            self._close()
            raise Retryable("the change stream broke off") from error
        return True

    def _pass_on(self) -> None:
        if self._stream is None:
            self._stream = self._cases.watch(WATCHED, full_document="updateLookup", max_await_time_ms=WAIT_MS)
        change = self._stream.try_next()
        while change is not None:
            if _is_a_version(change):
                self._room.tell(_stir(change))
            change = self._stream.try_next() if self._stream.alive else None

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _is_a_version(change: Any) -> bool:
    """Outboxes are emptied and words indexed all the time; only a new version of the case is news."""
    updated = change.get("updateDescription", {}).get("updatedFields", {})
    return change["operationType"] != "update" or "version" in updated


def _stir(change: Any) -> Stir:
    case = change.get("fullDocument") or {}
    holders = () if case.get("forward_at") else tuple(case.get("holders", ()))
    return Stir(change["documentKey"]["_id"], case.get("state", ""), holders)
