"""Saved views in MongoDB: collection `views`, keyed by owner and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pymongo.database import Database

from services.routing.usecases.listing.ports import SavedView

MOST = 100


class MongoViews:
    """Port `Views`."""

    def __init__(self, database: Database[Any]) -> None:
        self._views = database["views"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        for field in ("owner", "role"):
            self._views.create_index(field, name=f"by_{field}")

    def of(self, owner: str, role: str, agency: str | None) -> Sequence[SavedView]:
        """Return those of somebody and those shared with their role, at an agency with that of the same agency."""
        mine = {"$or": [{"owner": owner}, {"shared": True, "role": role, "agency": agency}]}
        return [_view(each) for each in self._views.find(mine, sort=[("name", 1)], limit=MOST)]

    def first_of(self, owner: str) -> SavedView | None:
        """Return the one that its owner sees first."""
        found = self._views.find_one({"owner": owner, "first": True})
        return _view(found) if found else None

    def save(self, view: SavedView) -> None:
        """Store one. There is one first list at most."""
        if view.first:
            self._views.update_many({"owner": view.owner, "first": True}, {"$set": {"first": False}})
        self._views.replace_one({"_id": f"{view.owner}/{view.name}"}, asdict(view), upsert=True)

    def remove(self, owner: str, name: str) -> None:
        """Remove one."""
        self._views.delete_one({"_id": f"{owner}/{name}"})


def _view(document: Mapping[str, Any]) -> SavedView:
    return SavedView(**{name: value for name, value in document.items() if name != "_id"})
