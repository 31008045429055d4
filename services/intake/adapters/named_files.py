"""Which files are named, and by what: the tables of every place in the database that keeps a file alive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

#: Collection, and path to lists of attachments in its documents. What is named here stays.
PLACES = (
    ("cases", "data.attachments"),
    ("cases", "supplements.attachments"),
)
#: What is named here stays as long as it is.
WAITING = (("conversations", "draft.attachments"),)


class MongoNamedFiles:
    """Asks every place. A file is named from the moment the majority has the document that names it."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes; documents without files are in none of them. Safe to repeat."""
        if not self._prepared:
            for collection, path in (*PLACES, *WAITING):
                field = f"{path}.id"
                self._database[collection].create_index(
                    [(field, ASCENDING)],
                    name=f"files_in_{path.replace('.', '_')}",
                    partialFilterExpression={field: {"$exists": True}},
                )
            self._prepared = True

    def named(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of `ids` that a case or an addition names."""
        return self._found(PLACES, ids)

    def awaited(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of `ids` that a conversation means to file."""
        return self._found(WAITING, ids)

    def _found(self, places: Iterable[tuple[str, str]], ids: Collection[str]) -> frozenset[str]:
        self.prepare()
        return frozenset(ids) & frozenset(each for place in places for each in self._named_in(*place, ids))

    def _named_in(self, collection: str, path: str, ids: Collection[str]) -> Iterator[str]:
        field = f"{path}.id"
        for document in self._database[collection].find({field: {"$in": list(ids)}}, {field: 1, "_id": 0}):
            yield from _leaves(document)


def _leaves(part: Any) -> Iterator[str]:
    """Yield the texts in a document that was cut down to one path."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _leaves(each)
    elif isinstance(part, str):
        yield part
