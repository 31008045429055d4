"""Files that somebody is about to import, between the preview and the decision: collection `knowledge_uploads`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bson import Binary
from pymongo.database import Database

from services.routing.usecases.knowledge.ports import Upload


class MongoUploads:
    """Port `Uploads`. The database deletes what has expired."""

    def __init__(self, database: Database[Any]) -> None:
        self._uploads = database["knowledge_uploads"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        self._uploads.create_index("expires_at", name="expiry", expireAfterSeconds=0)

    def keep(self, upload: Upload, until: datetime) -> None:
        """Insert it."""
        facts = {"by": upload.by, "name": upload.name, "kind": upload.kind, "content": Binary(upload.content)}
        self._uploads.insert_one({"_id": upload.id, **facts, "expires_at": until})

    def find(self, id_: str, by: str) -> Upload | None:
        """Return it to whoever brought it."""
        found = self._uploads.find_one({"_id": id_, "by": by})
        if found is None:
            return None
        return Upload(found["_id"], found["by"], found["name"], found["kind"], bytes(found["content"]))

    def forget(self, id_: str) -> None:
        """Delete it."""
        self._uploads.delete_one({"_id": id_})
