"""Accepted cases in MongoDB, each with its own outbox."""

from __future__ import annotations

from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.usecases.ports import CodeTaken, KeyTaken, StoredCase
from services.kit.events import CaseReceived, Contact, Event
from services.kit.storage.outbox import ensure_outbox, entry

KEY_INDEX = "channel_client_key"


class MongoCases:
    """Collection `cases`: `_id` is the code; (channel, client_key) is unique."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes; nothing may be stored without them. Safe to repeat."""
        if not self._prepared:
            keys = [("channel", ASCENDING), ("client_key", ASCENDING)]
            self._cases.create_index(keys, name=KEY_INDEX, unique=True)
            ensure_outbox(self._cases)
            self._prepared = True

    def add(self, case: StoredCase) -> None:
        """Store the case with its `case.received` in one insert. Raises `CodeTaken` or `KeyTaken`."""
        self.prepare()
        try:
            self._cases.insert_one(_document(case))
        except DuplicateKeyError as error:
            taken = (error.details or {}).get("keyPattern", {})
            raise (CodeTaken if "_id" in taken else KeyTaken) from None

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case once the majority of the servers has it."""
        found = self._cases.find_one({"channel": channel, "client_key": client_key}, {"outbox": 0})
        return _case(found) if found else None


def _document(case: StoredCase) -> dict[str, Any]:
    data = case.data
    event = Event.of(data, source=f"/intake/{data.channel}", subject=data.code, at=data.received_at)
    return {
        "_id": data.code,
        "channel": data.channel,
        "client_key": case.client_key,
        "fingerprint": case.fingerprint,
        "received_at": data.received_at,
        "looked_at_from": case.looked_at_from,
        "filed_by": case.filed_by,
        "data": {**vars(data), "contact": vars(data.contact) if data.contact else None},
        "outbox": [entry(event, key=data.channel)],
    }


def _case(document: dict[str, Any]) -> StoredCase:
    data, contact = document["data"], document["data"]["contact"]
    return StoredCase(
        data=CaseReceived(
            **{**data, "contact": Contact(**contact) if contact else None, "attachments": tuple(data["attachments"])}
        ),
        client_key=document["client_key"],
        fingerprint=document["fingerprint"],
        looked_at_from=document["looked_at_from"],
        filed_by=document["filed_by"],
    )
