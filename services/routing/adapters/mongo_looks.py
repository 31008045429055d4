"""Looks at personal data in MongoDB. Nothing here changes or deletes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from services.routing.adapters.part_documents import slots
from services.routing.domain.looking import Look
from services.routing.usecases.looking.ports import LookSearch

LATEST_FIRST = [("at", DESCENDING), ("_id", DESCENDING)]


class MongoLooks:
    """Collection `looks`, keyed by ULIDs."""

    def __init__(self, database: Database[Any]) -> None:
        self._looks = database["looks"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._looks.create_index(LATEST_FIRST, name="latest_first")
        for field in ("code", "account"):
            self._looks.create_index([(field, DESCENDING), *LATEST_FIRST], name=f"by_{field}")

    def add(self, look: Look) -> None:
        """Insert it."""
        document = slots(look)
        self._looks.insert_one({"_id": document.pop("id"), **document})

    def find(self, search: LookSearch) -> Sequence[Look]:
        """Return a page, latest first."""
        found = self._looks.find(_query(search), sort=LATEST_FIRST, skip=search.offset, limit=search.limit)
        return [_look(each) for each in found]


def _query(search: LookSearch) -> dict[str, Any]:
    wanted = {"account": search.account, "code": search.code, "role": search.role}
    query: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    between = {"$gte": search.since, "$lt": search.until}
    edges = {edge: moment for edge, moment in between.items() if moment is not None}
    return {**query, "at": edges} if edges else query


def _look(document: dict[str, Any]) -> Look:
    return Look(id=document["_id"], **{name: value for name, value in document.items() if name != "_id"})
