"""Why replies were refused, read from where refusals are kept."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.failures import Rejected


class MongoRefusals:
    """Reads collection `rejections`."""

    def __init__(self, database: Database[Any]) -> None:
        self._rejections = database["rejections"]

    def why(self, id_: str) -> Rejected | None:
        """Return the reason, or None where nothing was refused."""
        found = self._rejections.find_one({"_id": id_}, {"slug": 1, "vi": 1, "en": 1})
        return Rejected(found["slug"], found.get("vi", ""), found.get("en", "")) if found else None
