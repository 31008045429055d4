"""Saved views in MongoDB: collection `views`, keyed by owner and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pymongo.database import Database

from services.routing.usecases.listing.ports import SavedView


class MongoViews:
    """Port `Views`."""

    def __init__(self, database: Database[Any]) -> None:
        self._views = database["views"]

    def of(self, owner: str, role: str) -> Sequence[SavedView]:
        """Return those of somebody and those shared with their role."""
        mine = {"$or": [{"owner": owner}, {"shared": True, "role": role}]}
        return [SavedView(**each) for each in self._views.find(mine, {"_id": 0}, sort=[("name", 1)], limit=100)]

    def save(self, view: SavedView) -> None:
        """Store one."""
        self._views.replace_one({"_id": f"{view.owner}/{view.name}"}, asdict(view), upsert=True)

    def remove(self, owner: str, name: str) -> None:
        """Remove one."""
        self._views.delete_one({"_id": f"{owner}/{name}"})
