"""The projections made anew in MongoDB: collections beside those in use, renamed over them at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from pymongo import ASCENDING, timeout
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.events import Event
from services.reporting.adapters.rebuilding.fold_stretch import ANEW
from services.reporting.adapters.rebuilding.projection import Projection
from services.reporting.domain.comparison import Comparison

Record = Callable[[Sequence[Event]], object]
#: Of a listed index, what is no option of it.
NO_OPTIONS = ("key", "v", "ns")
IN_USE = "in-use"
INDEXING_SECONDS = 1_800
#: Documents that are marked by one command: a second's work.
PORTION = 5_000


class Beside:
    """A database whose projections are those made anew: what writes to `facts` writes to `rebuilding.facts`."""

    def __init__(self, database: Database[Any], collections: Sequence[str]) -> None:
        self._database = database
        self._collections = frozenset(collections)

    def __getitem__(self, name: str) -> Collection[Any]:
        return self._database[ANEW + name if name in self._collections else name]


class MongoWorkshop:
    """Port `Workshop`. The note in collection `rebuilds` says what was put in use when, and whether all caught up."""

    def __init__(self, database: Database[Any], projections: Sequence[Projection], record: Record) -> None:
        self._database = database
        self._names = [projection.collection for projection in projections]
        self._record = record
        self._notes = database["rebuilds"]

    def begin(self) -> None:
        """Create the collections, empty."""
        self.discard()
        for name in self._names:
            self._database.create_collection(ANEW + name)

    def finish(self) -> None:
        """Create the indexes of what is in use, after the documents: building them at once is cheaper."""
        for name in self._names:
            for index in self._database[name].list_indexes():
                options = {option: value for option, value in index.items() if option not in NO_OPTIONS}
                with timeout(INDEXING_SECONDS):  # a million documents take longer than any other command may
                    self._database[ANEW + name].create_index(list(index["key"].items()), **options)

    def record(self, events: Sequence[Event]) -> None:
        """Merge events into what is made anew."""
        self._record(events)

    def put_in_use(self, at: datetime, found: Comparison) -> None:
        """Note it, then rename. Readers of the server see the one collection or the other, never none."""
        different = [each.key for each in found.named] if found.all_named else None
        note = {"at": at, "caught_up": False, "different": different}
        self._notes.replace_one({"_id": IN_USE}, note, upsert=True)
        for name in self._names:
            self._database[ANEW + name].rename(name, dropTarget=True)

    def discard(self) -> None:
        """Drop what was made anew."""
        for name in self._names:
            self._database.drop_collection(ANEW + name)

    def due(self) -> datetime | None:
        """Return when something was put in use that has not caught up."""
        note = self._notes.find_one({"_id": IN_USE, "caught_up": False})
        return note["at"] if note else None

    def caught_up(self, at: datetime) -> None:
        """Mark what is different as changed, all where it has no names; note it, unless something newer is in use."""
        note = self._notes.find_one({"_id": IN_USE, "at": at})
        if note is None:
            return
        for name in self._names:
            for keys in _portions(self._database[name], note["different"]):
                self._database[name].update_many({"_id": {"$in": keys}}, {"$currentDate": {"changed": True}})
        self._notes.update_one({"_id": IN_USE, "at": at}, {"$set": {"caught_up": True}})


def _portions(documents: Collection[Any], named: Sequence[str] | None) -> Iterator[list[str]]:
    """Yield the named keys, all there are where none are named, in portions."""
    keys = iter(named) if named is not None else _keys(documents)
    while portion := list(islice(keys, PORTION)):
        yield portion


def _keys(documents: Collection[Any]) -> Iterator[str]:
    return (each["_id"] for each in documents.find({}, {"_id": 1}).sort("_id", ASCENDING))
