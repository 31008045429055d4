"""The indexes of the portal's collections, in one place."""

from __future__ import annotations

from pymongo import ASCENDING, DESCENDING, TEXT
from pymongo.database import Database

from services.kit.storage.outbox import ensure_outbox
from services.publish.adapters.documents import Document
from services.publish.adapters.mongo_knowledge import MongoKnowledge

#: What the public may read: documents with a `public` part.
IS_PUBLIC = {"public.answered_at": {"$exists": True}}
#: What waits for the ledger: documents with marks.
MARKED = {"ledger_marks.0": {"$exists": True}}
_LATEST = ("public.answered_at", DESCENDING)
_LISTS = {
    "public_latest": [_LATEST],
    "public_agency": [("public.agency", ASCENDING), _LATEST],
    "public_area": [("public.area", ASCENDING), _LATEST],
    "public_category": [("public.category", ASCENDING), _LATEST],
}


class Indexes:
    """Creates the indexes before anything is stored: without its own, the relay would not find the outbox."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases, self._attempts = database["cases"], database["attempts"]
        self._ledger = database["ledger"]
        self._ratings, self._knowledge = database["ratings"], MongoKnowledge(database)
        self._ensured = False

    def ensure(self) -> None:
        """Create what is missing, once per process. Raises pymongo's errors while the database is away."""
        if not self._ensured:
            ensure_outbox(self._cases)
            ensure_outbox(self._ratings)
            self._for_the_public()
            self._for_the_desk()
            self._for_the_ledger()
            self._knowledge.prepare()
            self._attempts.create_index("until", expireAfterSeconds=0)
            self._ensured = True

    def _for_the_public(self) -> None:
        for name, keys in _LISTS.items():
            self._cases.create_index(keys, name=name, partialFilterExpression=IS_PUBLIC)
        # No language: Vietnamese is not among those MongoDB stems, and stemming folded words would only confuse them.
        self._cases.create_index(
            [("public.words", TEXT)], name="public_words", default_language="none", language_override="none"
        )

    def _for_the_desk(self) -> None:
        answered = {"answered_at": {"$exists": True}}
        desk = [("state", ASCENDING), ("answered_at", ASCENDING)]
        self._cases.create_index(desk, name="desk", partialFilterExpression=answered)
        self._cases.create_index("held", name="held", partialFilterExpression={"held": True})
        with_contact = {"contact_name": {"$exists": True}}
        self._cases.create_index("answered_at", name="contacts", partialFilterExpression=with_contact)

    def _for_the_ledger(self) -> None:
        self._cases.create_index("ledger_marks.id", name="ledger_marks", partialFilterExpression=MARKED)
        self._ledger.create_index("mark", name="mark", unique=True)
        self._ledger.create_index([("code", ASCENDING), ("_id", ASCENDING)], name="case")
        taken_back = {"kind": "withdrawal"}
        self._ledger.create_index(
            [("months", ASCENDING), ("_id", ASCENDING)], name="taken_back", partialFilterExpression=taken_back
        )
        self._ledger.create_index([("time", ASCENDING), ("_id", ASCENDING)], name="time")
