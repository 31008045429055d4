"""Models in MongoDB: every version that was ever put in force, and a pointer to the one that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.failures import Retryable
from services.kit.storage.remembered import Remembered
from services.routing.adapters.model_file import packed, unpacked
from services.routing.domain.suggestion import Model
from services.routing.usecases.suggesting.ports import Document, StoredModel

POINTER = "in-force"
#: A running process has a new model after so long.
REFRESH_SECONDS = 3.0


class MongoModels:
    """Collection `models`: one document per version, and `in-force`, which names one."""

    def __init__(self, database: Database[Any]) -> None:
        self._models = database["models"]
        self._in_force: Remembered[dict[str, Any]] = Remembered(self._pointer, REFRESH_SECONDS)
        self._loaded: tuple[int, Model] | None = None

    def current(self) -> Model | None:
        """Return the model that the pointer names; unpacked once."""
        version = self._in_force.get().get("version")
        if version is None:
            return None
        if self._loaded is None or self._loaded[0] != version:
            found = self._models.find_one({"_id": version}, {"body": 1})
            if found is None:
                return None
            self._loaded = version, Model(unpacked(found["body"]))
        return self._loaded[1]

    def document(self) -> Document | None:
        """Return the document, read anew."""
        pointer = self._pointer()
        found = self._models.find_one({"_id": pointer["version"]}, {"body": 1}) if pointer else None
        return unpacked(found["body"]) if found else None

    def put(self, document: Document, at: datetime) -> int:
        """Store it first, then point to it: whoever is killed in between has changed nothing for anybody."""
        newest = self._models.find_one({"_id": {"$type": "number"}}, {"_id": 1}, sort=[("_id", DESCENDING)])
        version = (newest["_id"] if newest else 0) + 1
        made = {"_id": version, "body": packed(document), "stored_at": at, "trained_at": document["trained_at"]}
        try:
            self._models.insert_one({**made, "figures": dict(document["figures"])})
        except DuplicateKeyError as error:
            raise Retryable("another model was stored at the same moment") from error
        self._point_to(version)
        return version

    def put_back(self, version: int) -> bool:
        """Point to an earlier version."""
        if self._models.count_documents({"_id": version}, limit=1) == 0:
            return False
        self._point_to(version)
        return True

    def all(self) -> Sequence[StoredModel]:
        """Return all versions without their bytes."""
        now = self._pointer().get("version")
        found = self._models.find({"_id": {"$type": "number"}}, {"body": 0}, sort=[("_id", DESCENDING)])
        return [
            StoredModel(
                version=each["_id"],
                stored_at=each["stored_at"],
                trained_at=each["trained_at"],
                in_force=each["_id"] == now,
                figures=each["figures"],
            )
            for each in found
        ]

    def _point_to(self, version: int) -> None:
        self._models.update_one({"_id": POINTER}, {"$set": {"version": version}}, upsert=True)
        self._in_force.forget()

    def _pointer(self) -> dict[str, Any]:
        return self._models.find_one({"_id": POINTER}, {"version": 1, "_id": 0}) or {}
