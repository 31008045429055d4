"""The knowledge base in MongoDB: collection `knowledge`, keyed by code, each entry with the event that tells of it.

The words of several entries that are stored together are left out of the transaction: their index alone would not fit
into the cache of a small server. They follow at once, and `words_due` says where they are still owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, InsertOne, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.adapters.knowledge_documents import (
    document_of,
    entry_of,
    revision_document,
    revision_of,
    step_document,
    words_document,
)
from services.routing.adapters.knowledge_queries import guess_stages, list_stages
from services.routing.domain.knowledge.entry import MOST_REVISIONS, Entry, Kind, Revision
from services.routing.usecases.knowledge.ports import Change, EventOf, Listed, Wanted

BRIEF = {"outbox": 0, "revisions": 0, "history": 0, "words": 0, "title_words": 0}
DUE = {"words_due": True}
INDEXED_AT_ONCE = 500
WHOLE = {name: 0 for name in BRIEF if name != "history"}
DUPLICATE = 11_000
Write = InsertOne[dict[str, Any]] | UpdateOne


class MongoKnowledge:
    """Port `Entries`."""

    def __init__(self, database: Database[Any]) -> None:
        self._client, self._entries = database.client, database["knowledge"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        ensure_outbox(self._entries)
        self._entries.create_index([("words", ASCENDING)], name="words")
        self._entries.create_index([("words_due", ASCENDING)], name="words_due", partialFilterExpression=DUE)
        self._entries.create_index([("kind", ASCENDING), ("sort", ASCENDING)], name="by_title")
        self._entries.create_index([("sort", ASCENDING)], name="all_by_title")

    def find(self, code: str) -> Entry | None:
        """Return one."""
        found = self._entries.find_one({"_id": code}, WHOLE)
        return entry_of(found) if found else None

    def known(self, codes: Iterable[str]) -> Mapping[str, Entry]:
        """Return those that exist."""
        return {each["_id"]: entry_of(each) for each in self._entries.find({"_id": {"$in": list(codes)}}, WHOLE)}

    def save(self, changes: Sequence[Change]) -> bool:
        """Write one document, or several in one transaction: all, or none."""
        if len(changes) < 2:
            writes = [_write(each, words_document(each.after)) for each in changes]
            return not writes or self._written(writes, None) == 1
        writes = [_write(each, DUE) for each in changes]
        with self._client.start_session() as session:
            done = bool(session.with_transaction(lambda inside: self._all_or_none(writes, inside)))
        while done and self.index_due():
            pass
        return done

    def index_due(self) -> int:
        """Write the words of a page of entries. What is changed meanwhile has its own words already."""
        due = [entry_of(each) for each in self._entries.find(DUE, BRIEF, limit=INDEXED_AT_ONCE)]
        if due:
            self._entries.bulk_write([_indexed(each) for each in due], ordered=False)
        return len(due)

    def revisions(self, code: str) -> Sequence[Revision]:
        """Return the texts, newest first."""
        found = self._entries.find_one({"_id": code}, {"revisions": 1}) or {}
        return [revision_of(each) for each in reversed(found.get("revisions", ()))]

    def list(self, wanted: Wanted) -> Listed:
        """Rank by what is small, and read the page alone."""
        (found,) = self._entries.aggregate(list_stages(wanted))
        total = found["total"][0]["n"] if found["total"] else 0
        return Listed(self._in_order(found["page"]), total)

    def guess(self, words: Sequence[str], most: int) -> Sequence[Entry]:
        """Let the database weigh them."""
        return self._in_order(self._entries.aggregate(guess_stages(words, most)))

    def fields(self) -> Sequence[str]:
        """Return what procedures are about."""
        return sorted(self._entries.distinct("content.field", {"kind": Kind.PROCEDURE.value}))

    def tell_again(self, event_of: EventOf) -> int:
        """Put the event of each into its outbox, if it is as it was read."""
        found = self._entries.find({"live": {"$ne": None}}, WHOLE)
        told = [_again(each, event_of) for each in map(entry_of, found)]
        if told:
            self._entries.bulk_write(told, ordered=False)
        return len(told)

    def _in_order(self, ranked: Iterable[Mapping[str, Any]]) -> Sequence[Entry]:
        codes = [each["_id"] for each in ranked]
        read = {each["_id"]: entry_of(each) for each in self._entries.find({"_id": {"$in": codes}}, BRIEF)}
        return [read[code] for code in codes if code in read]

    def _all_or_none(self, writes: Sequence[Write], session: ClientSession) -> bool:
        done = self._written(writes, session) == len(writes)
        if not done and session.in_transaction:
            session.abort_transaction()
        return done

    def _written(self, writes: Sequence[Write], session: ClientSession | None) -> int:
        try:
            result = self._entries.bulk_write(list(writes), ordered=True, session=session)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE for each in error.details["writeErrors"]):
                raise
            return 0
        return result.inserted_count + result.matched_count


def _write(change: Change, words: Mapping[str, Any]) -> Write:
    """Insert a new entry, or write over the version it was made from, and only that one.

    `words` are those that find it, or say that they are due.
    """
    after, before = change.after, change.before
    outbox = [entry(change.event, after.kind.value)] if change.event else []
    steps = [step_document(each) for each in after.history[len(before.history) if before else 0 :]]
    texts = [revision_document(after)] if before is None or after.revision != before.revision else []
    if before is None:
        grown = {"history": steps, "revisions": texts, "outbox": outbox}
        return InsertOne({"_id": after.code, **document_of(after), **words, **grown})
    push = {"history": {"$each": steps}, "revisions": {"$each": texts, "$slice": -MOST_REVISIONS}}
    made = {"$set": {**document_of(after), **words}, "$push": {**push, "outbox": {"$each": outbox}}}
    paid = {} if "words_due" in words else {"$unset": {"words_due": ""}}
    return UpdateOne({"_id": after.code, "version": before.version}, {**made, **paid})


def _indexed(read: Entry) -> UpdateOne:
    as_read = {"_id": read.code, "version": read.version}
    return UpdateOne(as_read, {"$set": words_document(read), "$unset": {"words_due": ""}})


def _again(read: Entry, event_of: EventOf) -> UpdateOne:
    event = event_of(read)
    as_read = {"_id": read.code, "version": read.version, "outbox.id": {"$ne": event.id}}
    return UpdateOne(as_read, {"$push": {"outbox": entry(event, read.kind.value)}})
