"""The relay's view of one database: what waits in its outboxes, and a wake-up when something arrives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import OperationFailure

from services.kit.storage.outbox import OUTBOX_INDEX, PENDING

# Inserts and updates that put something into an outbox; taking out must not wake the one who took.
_FILLS = {
    "$anyElementTrue": {
        "$map": {
            "input": {"$objectToArray": {"$ifNull": ["$updateDescription.updatedFields", {}]}},
            "in": {"$and": [{"$regexMatch": {"input": "$$this.k", "regex": "^outbox"}}, {"$ne": ["$$this.v", []]}]},
        }
    }
}
_WAKING: list[dict[str, Any]] = [
    {
        "$match": {
            "$or": [
                {"operationType": {"$in": ["insert", "replace"]}, "fullDocument.outbox.0": {"$exists": True}},
                {"operationType": "update", "$expr": _FILLS},
            ]
        }
    },
    {"$project": {"_id": 1}},
]
#: The server is no replica set, or the user may not watch: then sweeping alone must do.
_CANNOT_WATCH = frozenset({13, 40573})
POLL_SECONDS = 0.2
LOOK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """One outbox entry and where it lies."""

    collection: str
    document: Any
    id: str
    key: str
    type: str
    body: bytes


class PendingOutbox:
    """All outboxes of one database. Reads with majority: what could still be rolled back is not told to anybody."""

    def __init__(self, database: Database[Any]) -> None:
        self.name = database.name
        self._database = database
        self._collections: list[Collection[Any]] = []
        self._can_watch = True
        self._look_again_at = 0.0

    def look_for_collections(self) -> None:
        """Find the collections that have an outbox index, anew every few seconds: a service's first start adds some."""
        if time.monotonic() < self._look_again_at:
            return
        named = (self._database[name] for name in self._database.list_collection_names())
        self._collections = [each for each in named if OUTBOX_INDEX in each.index_information()]
        if self._collections:
            self._look_again_at = time.monotonic() + LOOK_SECONDS

    def waiting(self) -> Iterator[Waiting]:
        """Yield what is pending, oldest event first within each collection."""
        for collection in self._collections:
            for document in collection.find(PENDING, {"outbox": 1}, hint=OUTBOX_INDEX, batch_size=200):
                for entry in document["outbox"]:
                    yield Waiting(collection.name, document["_id"], **entry)

    def clear(self, published: Iterable[Waiting]) -> None:
        """Take confirmed entries out, one bulk write per collection."""
        by_collection: dict[str, dict[Any, list[str]]] = {}
        for entry in published:
            by_collection.setdefault(entry.collection, {}).setdefault(entry.document, []).append(entry.id)
        for name, documents in by_collection.items():
            self._database[name].bulk_write([_pull(_id, ids) for _id, ids in documents.items()], ordered=False)

    def wait(self, seconds: float, stopping: Callable[[], bool]) -> None:
        """Return when something may have arrived, or after `seconds`.

        The stream is open only while there is nothing to do: under load the sweep itself finds new entries, and
        reading every change twice would cost the database more than it saves.
        """
        try:
            if self._can_watch:
                self._watch(time.monotonic() + seconds, stopping)
                return
        except OperationFailure as error:
            if error.code not in _CANNOT_WATCH:
                raise
            self._can_watch = False
        time.sleep(POLL_SECONDS)

    def _watch(self, until: float, stopping: Callable[[], bool]) -> None:
        with self._database.watch(_WAKING, max_await_time_ms=500) as stream:
            if next(self.waiting(), None) is not None:  # it came before the stream was open
                return
            while time.monotonic() < until and not stopping():
                if stream.try_next() is not None:
                    return


def _pull(_id: Any, ids: list[str]) -> UpdateOne:
    return UpdateOne({"_id": _id}, {"$pull": {"outbox": {"id": {"$in": ids}}}})
