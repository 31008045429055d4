"""Handled text messages in MongoDB, each with its answer in its own outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.usecases.answer_text import HandledText
from services.kit.events import Event, MessageRequested
from services.kit.storage.outbox import ensure_outbox, entry

#: Who wrote is forgotten after so long; "no more of this" counts as long.
KEPT_DAYS = 400


class MongoTexts:
    """Collection `texts`: `_id` is the gateway's id of the message."""

    def __init__(self, database: Database[Any]) -> None:
        self._texts = database["texts"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if not self._prepared:
            keys = [("sender", ASCENDING), ("result", ASCENDING), ("handled_at", ASCENDING)]
            self._texts.create_index(keys, name="sender")
            self._texts.create_index("handled_at", name="forgotten", expireAfterSeconds=KEPT_DAYS * 24 * 3600)
            ensure_outbox(self._texts)
            self._prepared = True

    def find(self, id_: str) -> HandledText | None:
        """Return a message that was handled."""
        found = self._texts.find_one({"_id": id_}, {"outbox": 0})
        return HandledText(id=found.pop("_id"), **found) if found else None

    def keep(self, text: HandledText, answer: MessageRequested | None) -> bool:
        """Store message and answer in one insert."""
        self.prepare()
        fields = asdict(text)
        document = {"_id": fields.pop("id"), **fields, "outbox": [_told(text, answer)] if answer else []}
        try:
            self._texts.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    def count(self, sender: str, results: Collection[str], since: datetime) -> int:
        """Count a sender's messages."""
        wanted = {"sender": sender, "result": {"$in": list(results)}, "handled_at": {"$gte": since}}
        return self._texts.count_documents(wanted)


def _told(text: HandledText, answer: MessageRequested) -> dict[str, Any]:
    """Return the outbox entry: event and subject are named after the message, which names nobody."""
    name = hashlib.sha256(text.id.encode()).hexdigest()[:32]
    event = Event.of(answer, source="/intake/sms", subject=name, at=text.handled_at, id=f"sms-answer-{name}")
    return entry(event, "sms")
