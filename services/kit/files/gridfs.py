"""Files in MongoDB: their content in GridFS (bucket `files`), what is known about them in `attachments`."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from gridfs import GridFSBucket
from gridfs.errors import NoFile
from pymongo import ASCENDING
from pymongo.database import Database

from services.kit.events import Attachment
from services.kit.files.ports import KeptFile, NewFile

BUCKET = "files"
OVERDUE_INDEX = "unnamed_overdue"
UNNAMED = {"named": False}
#: A file that can be seen: every variant is stored, and it is not being deleted.
_THERE = {"complete": True, "condemned_at": None}


class GridFsFiles:
    """A document of `attachments` is written first and made complete last: whatever is between is swept with it.

    Variants lie in GridFS as `<file id>/<variant>`. `private` is what the camera wrote.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._known = database["attachments"]
        self._contents = GridFSBucket(database, bucket_name=BUCKET)
        self._prepared = False

    def prepare(self) -> None:
        """Create the index by which the sweep finds what is overdue. Safe to repeat."""
        if not self._prepared:
            keys = [("held_until", ASCENDING)]
            self._known.create_index(keys, name=OVERDUE_INDEX, partialFilterExpression=UNNAMED)
            self._prepared = True

    def keep(self, file: NewFile, now: datetime, until: datetime) -> None:
        """Store every variant, majority-acknowledged."""
        self.prepare()
        file_id = file.attachment.id
        self._known.insert_one(_document(file, now, until))
        for variant, content in file.contents.items():
            self._contents.upload_from_stream_with_id(_place(file_id, variant), file.attachment.name, content)
        self._known.update_one({"_id": file_id}, {"$set": {"complete": True}})

    def hold(self, ids: Collection[str], until: datetime) -> frozenset[str]:
        """Hold what is still there; one that is condemned already is not."""
        there = {"_id": {"$in": list(ids)}, **_THERE}
        self._known.update_many(there, {"$max": {"held_until": until}})
        # `$max` never shortens, so what has the new moment or a later one is held, and cannot be condemned before it.
        held = self._known.find({**there, "held_until": {"$gte": until}}, {"_id": 1})
        return frozenset(each["_id"] for each in held)

    def find(self, file_id: str) -> KeptFile | None:
        """Return what is known about a file that is there."""
        found = self._known.find_one({"_id": file_id, **_THERE})
        if found is None:
            return None
        return KeptFile(
            attachment=Attachment(**found["attachment"]),
            original_type=found["original_type"],
            variants=frozenset(found["variants"]),
            owner=found.get("owner", ""),
        )

    def read(self, file_id: str, variant: str) -> bytes | None:
        """Return the content of one variant."""
        try:
            with self._contents.open_download_stream(_place(file_id, variant)) as stream:
                return bytes(stream.read())
        except NoFile:
            return None

    def overdue(self, now: datetime, most: int) -> list[str]:
        """Return what is held no longer, oldest first; also what a sweep that was killed left condemned."""
        found = self._known.find({**UNNAMED, "held_until": {"$lte": now}}, {"_id": 1})
        return [each["_id"] for each in found.sort("held_until", ASCENDING).limit(most)]

    def mark_named(self, ids: Collection[str]) -> None:
        """Note that a case names these files."""
        if ids:
            self._known.update_many({"_id": {"$in": list(ids)}}, {"$set": {"named": True}})

    def condemn(self, ids: Collection[str], now: datetime) -> list[str]:
        """Condemn what is overdue at the moment of the write. `hold` and this exclude each other, file by file."""
        chosen = {"_id": {"$in": list(ids)}, **UNNAMED}
        overdue = {**chosen, "held_until": {"$lte": now}, "condemned_at": None}
        self._known.update_many(overdue, {"$set": {"condemned_at": now}})
        return [each["_id"] for each in self._known.find({**chosen, "condemned_at": {"$ne": None}}, {"_id": 1})]

    def delete(self, file_id: str) -> None:
        """Delete the content, then the document: killed in between, the next sweep finds it again."""
        found = self._known.find_one({"_id": file_id, "condemned_at": {"$ne": None}}, {"variants": 1})
        for variant in found["variants"] if found else ():
            with suppress(NoFile):  # pieces of an upload that was killed have no file, and are deleted all the same
                self._contents.delete(_place(file_id, variant))
        self._known.delete_one({"_id": file_id, "condemned_at": {"$ne": None}})


def _place(file_id: str, variant: str) -> str:
    return f"{file_id}/{variant}"


def _document(file: NewFile, now: datetime, until: datetime) -> dict[str, Any]:
    return {
        "_id": file.attachment.id,
        "attachment": vars(file.attachment),
        "original_type": file.original_type,
        "variants": list(file.contents),
        "private": file.private,
        "owner": file.owner,
        "kept_at": now,
        "held_until": until,
        "named": False,
        "complete": False,
        "condemned_at": None,
    }
