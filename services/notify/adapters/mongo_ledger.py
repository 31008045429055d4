"""The ledger in MongoDB: one document per message, keyed so that a message can exist only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, PyMongoError

from services.kit.events import Event
from services.kit.storage.mongo import is_outage
from services.kit.storage.outbox import ensure_outbox, entry
from services.notify.domain.change import Change
from services.notify.domain.message import Message, State

DUPLICATE_KEY = 11000
WAITING = (State.DEFERRED, State.UNCERTAIN, State.UNDELIVERABLE)
_FIELDS = tuple(field.name for field in fields(Message) if field.name not in {"key", "state"})


class MongoLedger:
    """What a sender learnt but could not write stays in memory and goes first, so that an outage costs no certainty."""

    def __init__(self, database: Database[Any]) -> None:
        self._messages: Collection[Any] = database["messages"]
        self._unwritten: list[UpdateOne] = []
        self._unanswered: dict[str, datetime] = {}

    def prepare(self) -> None:
        """Create the indexes. What is finished is in none of those the sweep uses."""
        steps = {"next_step_at": {"$type": "date"}}
        self._messages.create_index(
            [("state", ASCENDING), ("next_step_at", ASCENDING)], name="next_step", partialFilterExpression=steps
        )
        self._messages.create_index(
            [("state", ASCENDING)], name="given_up", partialFilterExpression={"state": State.UNDELIVERABLE.value}
        )
        self._messages.create_index([("code", ASCENDING)], name="code")
        ensure_outbox(self._messages)

    def claim_new(self, messages: Sequence[Message]) -> list[Message]:
        """Insert all in one round trip; a duplicate key means that somebody has the message."""
        self._catch_up()
        taken: set[int] = set()
        with self._claiming({message.holder: message.created_at for message in messages}):
            try:
                self._messages.insert_many([_document(message) for message in messages], ordered=False)
            except BulkWriteError as error:
                taken = _taken(error)
        return [message for place, message in enumerate(messages) if place not in taken]

    def claim_due(self, now: datetime, holder: str, until: datetime, limit: int) -> list[Message]:
        """Look, claim what is still deferred, read back what was won."""
        self._catch_up()
        due = {"state": State.DEFERRED.value, "next_step_at": {"$lte": now}}
        keys = [each["_id"] for each in self._messages.find(due, {"_id": 1}, sort=[("next_step_at", 1)], limit=limit)]
        if not keys:
            return []
        claim = {"state": State.CLAIMED.value, "holder": holder, "next_step_at": until}
        with self._claiming({holder: now}):
            self._messages.update_many({"_id": {"$in": keys}, **due}, {"$set": claim})
            return [_message(each) for each in self._messages.find({"_id": {"$in": keys}, "holder": holder})]

    def record(self, changes: Sequence[Change], told: Mapping[str, Event]) -> None:
        """Write all changes in one round trip."""
        self._write([_update(change, told.get(change.message.key)) for change in changes])

    def expire_claims(self, now: datetime) -> int:
        """One write; the time of the next step stays, so that the question is due at once."""
        self._catch_up()
        ended = {"state": State.CLAIMED.value, "next_step_at": {"$lte": now}}
        uncertain = {"state": State.UNCERTAIN.value, "reason": "the sender never came back"}
        return self._messages.update_many(ended, {"$set": uncertain}).modified_count

    def unsettled(self, now: datetime, limit: int) -> list[Message]:
        """Return uncertain messages whose next question is due."""
        due = {"state": State.UNCERTAIN.value, "next_step_at": {"$lte": now}}
        return [_message(each) for each in self._messages.find(due, sort=[("next_step_at", 1)], limit=limit)]

    def find(self, key: str) -> Message | None:
        """Return one message."""
        document = self._messages.find_one({"_id": key})
        return _message(document) if document else None

    def search(self, *, state: State | None, code: str | None, limit: int) -> list[Message]:
        """Return messages, newest first."""
        wanted = {name: value for name, value in (("state", state and state.value), ("code", code)) if value}
        return [_message(each) for each in self._messages.find(wanted, sort=[("created_at", DESCENDING)], limit=limit)]

    def count(self) -> Mapping[State, int]:
        """Return how many messages wait, by state."""
        # Hints, because a count without one would not use a partial index.
        steps, given_up = {"next_step_at": {"$type": "date"}}, {"state": State.UNDELIVERABLE.value}
        counts = {
            state: self._messages.count_documents({"state": state.value, **steps}, hint="next_step")
            for state in (State.DEFERRED, State.UNCERTAIN)
        }
        return counts | {State.UNDELIVERABLE: self._messages.count_documents(given_up, hint="given_up")}

    @contextmanager
    def _claiming(self, holders: Mapping[str, datetime]) -> Iterator[None]:
        """Remember claims that an outage left without an answer: they may stand, but nothing was sent under them."""
        try:
            yield
        except PyMongoError as error:
            if _without_answer(error):
                self._unanswered.update(holders)
            raise

    def _catch_up(self) -> None:
        """Write what an outage kept us from writing, and free the claims it left without an answer."""
        if self._unwritten:
            self._write([])
        for holder, since in list(self._unanswered.items()):
            free = {"state": State.DEFERRED.value, "next_step_at": since}
            self._messages.update_many({"state": State.CLAIMED.value, "holder": holder}, {"$set": free})
            self._unanswered.pop(holder, None)

    def _write(self, updates: list[UpdateOne]) -> None:
        """Write, older changes first. Each finds only the claim it belongs to, so writing one twice does no harm."""
        pending, self._unwritten = self._unwritten + updates, []
        try:
            if pending:
                self._messages.bulk_write(pending, ordered=False)
        except PyMongoError as error:
            if _without_answer(error):
                self._unwritten = pending + self._unwritten
            raise


def _without_answer(error: PyMongoError) -> bool:
    """Return whether the writes may or may not stand: the server is away, or a majority did not confirm in time."""
    return is_outage(error) or (isinstance(error, BulkWriteError) and bool(error.details.get("writeConcernErrors")))


def _taken(error: BulkWriteError) -> set[int]:
    """Return the places of documents that were there already. Raises the error when it is about anything else."""
    errors = error.details.get("writeErrors", [])
    if any(each["code"] != DUPLICATE_KEY for each in errors) or error.details.get("writeConcernErrors"):
        raise error
    return {each["index"] for each in errors}


def _update(change: Change, event: Event | None) -> UpdateOne:
    message = change.message
    found = {
        "_id": message.key,
        "holder": message.holder,
        "state": {"$in": sorted(state.value for state in change.valid_from)},
    }
    update: dict[str, Any] = {
        "$set": {
            "state": change.state.value,
            "attempts": change.attempts,
            "next_step_at": change.next_step_at,
            "reason": change.reason,
            "receipt": change.receipt,
            "changed_at": change.at,
        }
    }
    if event:
        update["$push"] = {"outbox": entry(event, message.channel)}
    return UpdateOne(found, update)


def _document(message: Message) -> dict[str, Any]:
    stored = {name: getattr(message, name) for name in _FIELDS}
    return {"_id": message.key, "state": message.state.value, **stored, "changed_at": message.created_at}


def _message(document: Mapping[str, Any]) -> Message:
    stored = {name: document[name] for name in _FIELDS if name in document}
    stored["choices"] = tuple((title, payload) for title, payload in stored.get("choices", ()))
    return Message(key=document["_id"], state=State(document["state"]), **stored)
