"""The indexes of the portal's collections, in one place."""

from __future__ import annotations

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.kit.storage.outbox import ensure_outbox
from services.publish.adapters.documents import Document
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.mongo_knowledge import MongoKnowledge
from services.publish.adapters.search.vocabulary import MongoVocabulary

#: What the public may read: documents with a `public` part.
IS_PUBLIC = {"public.answered_at": {"$exists": True}}
#: What waits for the ledger: documents with marks.
MARKED = {"ledger_marks.0": {"$exists": True}}
#: The list of everything. With the number, so that a day can be gone through without reading cases.
_LATEST = [("public.answered_at", DESCENDING), ("_id", DESCENDING), ("search_no", ASCENDING)]
#: Indexes of older versions: nothing asks for them any more.
_PAST = ("public_latest", "public_agency", "public_area", "public_category", "public_words")


class Indexes:
    """Creates the indexes before anything is stored: without its own, the relay would not find the outbox."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases, self._attempts = database["cases"], database["attempts"]
        self._ledger = database["ledger"]
        self._ratings, self._knowledge = database["ratings"], MongoKnowledge(database)
        self._vocabulary, self._counts = MongoVocabulary(database), MongoCounts(database)
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
        self._cases.create_index(_LATEST, name="public_places", partialFilterExpression=IS_PUBLIC)
        by_number = [("search_no", ASCENDING), ("public.answered_at", DESCENDING), ("_id", DESCENDING)]
        numbered = {"search_no": {"$exists": True}}
        self._cases.create_index(by_number, name="search_no", partialFilterExpression=numbered)
        self._cases.create_index("search_due", name="search_due", partialFilterExpression={"search_due": True})
        self._vocabulary.prepare()
        self._counts.prepare()
        for name in set(_PAST) & set(self._cases.index_information()):
            self._cases.drop_index(name)

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
