"""Which uploaded files a case names: those of its draft, its answer and its earlier answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

PLACES = ("answer.files", "earlier.files", "draft.files")


class MongoAnswerFileNames:
    """Port `NamedFiles` of the kit's sweep. A draft's file is only awaited: a draft may change."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]

    def prepare(self) -> None:
        """Create the indexes; cases without such files are in none of them. Safe to repeat."""
        for path in PLACES:
            field = f"{path}.id"
            self._cases.create_index(
                [(field, ASCENDING)],
                name=f"files_in_{path.replace('.', '_')}",
                partialFilterExpression={field: {"$exists": True}},
            )

    def named(self, ids: Collection[str]) -> frozenset[str]:
        """Return those that an answer names: citizens have links to them."""
        return self._found(("answer", "earlier"), ids)

    def awaited(self, ids: Collection[str]) -> frozenset[str]:
        """Return those that a draft names for the moment."""
        return self._found(("draft",), ids)

    def _found(self, parts: Collection[str], ids: Collection[str]) -> frozenset[str]:
        wanted = list(ids)
        found = (self._cases.distinct(f"{part}.files.id", {f"{part}.files.id": {"$in": wanted}}) for part in parts)
        return frozenset(each for ids_ in found for each in ids_) & frozenset(wanted)
