"""Messages that fell into the honeypot: kept for a while without being cases, so that a person can still file them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.adapters import case_document
from services.intake.adapters.mongo_cases import KEY_INDEX
from services.intake.usecases.ports import CodeTaken, KeyTaken, StoredCase
from services.kit.files.gridfs import GridFsFiles
from services.kit.files.ports import Files

KEPT_FOR = timedelta(days=30)


class MongoTraps:
    """Collection `traps`: cases as in `cases`, but without an outbox, so nobody hears of them; for 30 days.

    What came with them is held as long.
    """

    def __init__(self, database: Database[Any], files: Files | None = None) -> None:
        self._traps = database["traps"]
        self._files = files or GridFsFiles(database)
        self._prepared = False

    def add(self, case: StoredCase) -> None:
        """Store the message as `Cases.add` stores a case. Raises `CodeTaken` or `KeyTaken`."""
        self._prepare()
        until = case.data.received_at + KEPT_FOR
        if case.data.attachments:
            self._files.hold({each.id for each in case.data.attachments}, until)
        document = case_document.document_of(case)
        del document["outbox"]
        try:
            self._traps.insert_one({**document, "until": until})
        except DuplicateKeyError as error:
            taken = (error.details or {}).get("keyPattern", {})
            raise (CodeTaken if "_id" in taken else KeyTaken) from None

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the message that came under this key."""
        found = self._traps.find_one({"channel": channel, "client_key": client_key})
        return case_document.case_of(found) if found else None

    def all(self) -> list[StoredCase]:
        """Return all, oldest first."""
        return [case_document.case_of(each) for each in self._traps.find().sort("received_at", ASCENDING)]

    def find(self, code: str) -> StoredCase | None:
        """Return the message that was given this code."""
        found = self._traps.find_one({"_id": code})
        return case_document.case_of(found) if found else None

    def remove(self, code: str) -> None:
        """Forget one. Safe to repeat."""
        self._traps.delete_one({"_id": code})

    def _prepare(self) -> None:
        if not self._prepared:
            keys = [("channel", ASCENDING), ("client_key", ASCENDING)]
            self._traps.create_index(keys, name=KEY_INDEX, unique=True)
            self._traps.create_index([("until", ASCENDING)], name="ended", expireAfterSeconds=0)
            self._prepared = True
