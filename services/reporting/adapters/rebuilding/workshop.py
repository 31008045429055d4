"""The projections made anew in MongoDB: collections beside those in use, renamed over them at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

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
        which = {} if note["different"] is None else {"_id": {"$in": note["different"]}}
        for name in self._names:
            self._database[name].update_many(which, {"$currentDate": {"changed": True}})
        self._notes.update_one({"_id": IN_USE, "at": at}, {"$set": {"caught_up": True}})
