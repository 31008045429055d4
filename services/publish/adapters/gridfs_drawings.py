"""Drawings of pictures in MongoDB: GridFS bucket `drawings`, each as `<id>/view` and `<id>/small`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from gridfs import GridFSBucket
from gridfs.errors import FileExists, NoFile
from pymongo import ASCENDING
from pymongo.database import Database

from services.publish.usecases.editing.ports import Drawing

BUCKET = "drawings"
VIEW, SMALL = "view", "small"
_UNSURE = {"metadata.unsure_since": {"$exists": True}}


class GridFsDrawings:
    """Port `Drawings`. A drawing is unsure from the moment it is stored until somebody saw its case name it."""

    def __init__(self, database: Database[Any]) -> None:
        self._files = database[f"{BUCKET}.files"]
        self._contents = GridFSBucket(database, bucket_name=BUCKET)
        self._prepared = False

    def prepare(self) -> None:
        """Create the index by which the sweep finds its work; safe to repeat."""
        if not self._prepared:
            self._files.create_index(
                [("metadata.unsure_since", ASCENDING)], name="unsure", partialFilterExpression=_UNSURE
            )
            self._prepared = True

    def keep(self, drawing_id: str, code: str, drawing: Drawing, now: datetime) -> None:
        """Store both forms."""
        self.prepare()
        known = {"drawing": drawing_id, "code": code, "unsure_since": now}
        for form, content in ((VIEW, drawing.view), (SMALL, drawing.thumbnail)):
            with suppress(FileExists):
                self._contents.upload_from_stream_with_id(_place(drawing_id, form), form, content, metadata=known)

    def read(self, drawing_id: str, *, small: bool) -> bytes | None:
        """Return one form."""
        try:
            with self._contents.open_download_stream(_place(drawing_id, SMALL if small else VIEW)) as stream:
                return bytes(stream.read())
        except NoFile:
            return None

    def doubt(self, ids: Collection[str], now: datetime) -> None:
        """Let the sweep look at these again."""
        if ids:
            self._files.update_many(_named(ids), {"$set": {"metadata.unsure_since": now}})

    def unsure(self, older_than: datetime, most: int) -> Sequence[tuple[str, str]]:
        """Return (id, case code) of those that nobody made sure of, oldest first."""
        self.prepare()
        old = {"metadata.unsure_since": {"$lt": older_than}}
        found = self._files.find(old, {"metadata": 1}).sort("metadata.unsure_since", ASCENDING).limit(most)
        pairs = ((each["metadata"]["drawing"], each["metadata"]["code"]) for each in found)
        return list(dict.fromkeys(pairs))

    def sure(self, ids: Collection[str]) -> None:
        """Note that their case names these."""
        if ids:
            self._files.update_many(_named(ids), {"$unset": {"metadata.unsure_since": ""}})

    def delete(self, drawing_id: str) -> None:
        """Delete both forms; one that is gone already is gone."""
        for form in (VIEW, SMALL):
            with suppress(NoFile):
                self._contents.delete(_place(drawing_id, form))


def _place(drawing_id: str, form: str) -> str:
    return f"{drawing_id}/{form}"


def _named(ids: Collection[str]) -> dict[str, Any]:
    return {"_id": {"$in": [_place(each, form) for each in ids for form in (VIEW, SMALL)]}}
