"""Raw messages in MongoDB between "stored" and "worked on"."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pymongo
from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.intake.usecases.ports import Arrival, Backlog
from services.intake.usecases.settle_parked import Parked, id_of
from services.kit.failures import Retryable

#: A provider's own retries end within hours; what was said is kept by the case. Then the raw message is forgotten.
KEPT_DAYS = 30
#: How many messages of one thread are handed out at once.
MOST_AT_ONCE = 20
#: How many waiting messages are looked at to find a free thread.
LOOKED_AT = 64
#: Zalo wants its answer within 2 s; without one it comes again, so that giving up in time loses nothing.
PUT_SECONDS = 1.5
_DUPLICATE_KEY = 11000
_WAITING, _DONE, _PARKED = "waiting", "done", "parked"


class _Mine(threading.local):
    """Holders by claim, for each worker its own: of two in one process one may be late while the other holds it."""

    def __init__(self) -> None:
        self.holders: dict[str, str] = {}


class MongoInbox:
    """Collections `inbox` (one document per message) and `inbox_claims` (one per thread that is being worked on).

    A thread is claimed by a document with an end: whoever dies with it holds up this one citizen until then, and what
    was claimed comes again. The messages of a thread wait for its first one, so a postponed message keeps the order.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._messages = database["inbox"]
        self._claims = database["inbox_claims"]
        self._mine = _Mine()
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if not self._prepared:
            waiting = {"state": _WAITING}
            due = [("channel", ASCENDING), ("due", ASCENDING)]
            thread = [("channel", ASCENDING), ("thread", ASCENDING), ("sent_at", ASCENDING)]
            self._messages.create_index(due, name="due", partialFilterExpression=waiting)
            self._messages.create_index(thread, name="thread", partialFilterExpression=waiting)
            self._messages.create_index("channel", name="parked", partialFilterExpression={"state": _PARKED})
            self._messages.create_index("done_at", name="forgotten", expireAfterSeconds=KEPT_DAYS * 24 * 3600)
            self._claims.create_index("until", name="left", expireAfterSeconds=24 * 3600)
            self._prepared = True

    def put(self, arrivals: Iterable[Arrival]) -> int:
        """Store what is new, in one round trip, within `PUT_SECONDS`; raises pymongo's errors when that fails."""
        documents = [_document(each) for each in {_id(each): each for each in arrivals}.values()]
        if not documents:
            return 0
        with pymongo.timeout(PUT_SECONDS):
            self.prepare()
            return self._inserted(documents)

    def claim(self, channel: str, now: datetime, until: datetime) -> list[Arrival]:
        """Claim the thread that has waited longest and hand out its messages, oldest first, up to one not yet due."""
        self.prepare()
        for thread in self._free_threads(channel, now):
            if self._claimed(channel, thread, now, until):
                found = self._due(channel, thread, now)
                if found:
                    return found
                self.release(channel, thread)
        return []

    def done(self, arrival: Arrival, now: datetime) -> None:
        """Mark one message as worked on; it is forgotten after `KEPT_DAYS`."""
        self._settle(arrival, {"state": _DONE, "done_at": now})

    def postpone(self, arrival: Arrival, reason: str, due: datetime) -> None:
        """Try again at `due`, and keep the later messages of the thread behind it."""
        self._messages.update_one(
            {"_id": _id(arrival), "state": _WAITING},
            {"$set": {"due": due, "reason": reason[:200]}, "$inc": {"attempts": 1}},
        )
        self._hold_back(arrival.channel, arrival.thread, due)

    def park(self, arrival: Arrival, reason: str, now: datetime) -> None:
        """Put one message aside. It is kept until a person takes it out."""
        self._settle(arrival, {"state": _PARKED, "parked_at": now, "reason": reason[:200]})

    def release(self, channel: str, thread: str) -> None:
        """Let go of a thread, if whoever calls still holds it."""
        holder = self._mine.holders.pop(_name(channel, thread), None)
        if holder:
            self._claims.delete_one({"_id": _name(channel, thread), "holder": holder})

    def backlog(self, channel: str) -> Backlog:
        """Return how much waits and since when."""
        waiting = {"channel": channel, "state": _WAITING}
        oldest = self._messages.find_one(waiting, {"received_at": 1}, sort=[("due", ASCENDING)])
        return Backlog(
            waiting=self._messages.count_documents(waiting),
            parked=self._messages.count_documents({"channel": channel, "state": _PARKED}),
            oldest=oldest["received_at"] if oldest else None,
        )

    def parked(self, channel: str | None, most: int) -> list[Parked]:
        """Return what was put aside, the oldest first."""
        found = self._messages.find(_aside(channel), {"body": 0}).sort([("parked_at", ASCENDING), ("_id", ASCENDING)])
        return [_parked(each) for each in found.limit(most)]

    def retry(self, id_: str, now: datetime) -> bool:
        """Have one worked on as if it had just come; return whether it was still put aside."""
        fresh = {"state": _WAITING, "due": now, "attempts": 0}
        return self._taken_out(id_, {"$set": fresh, "$unset": {"parked_at": "", "reason": ""}})

    def drop(self, id_: str, now: datetime) -> bool:
        """Take one for worked on, so that it is forgotten; return whether it was still put aside."""
        return self._taken_out(id_, {"$set": {"state": _DONE, "done_at": now}})

    def _taken_out(self, id_: str, change: dict[str, Any]) -> bool:
        known = self._messages.find(_aside(None), {"channel": 1, "id": 1})
        name = next((each["_id"] for each in known if id_of(each["channel"], each["id"]) == id_), None)
        if name is None:
            return False
        return self._messages.update_one({"_id": name, "state": _PARKED}, change).modified_count == 1

    def _inserted(self, documents: list[dict[str, Any]]) -> int:
        try:
            return len(self._messages.insert_many(documents, ordered=False).inserted_ids)
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            if error.details["writeConcernErrors"]:
                raise Retryable("the majority has not confirmed") from error
            return int(error.details["nInserted"])

    def _free_threads(self, channel: str, now: datetime) -> list[str]:
        taken = [each["thread"] for each in self._claims.find({"channel": channel, "until": {"$gt": now}})]
        waiting = {"channel": channel, "state": _WAITING, "due": {"$lte": now}, "thread": {"$nin": taken}}
        found = self._messages.find(waiting, {"thread": 1}).sort("due", ASCENDING).limit(LOOKED_AT)
        return list(dict.fromkeys(each["thread"] for each in found))

    def _claimed(self, channel: str, thread: str, now: datetime, until: datetime) -> bool:
        name, holder = _name(channel, thread), secrets.token_hex(8)
        free = {"_id": name, "until": {"$lte": now}}
        claim = {"$set": {"channel": channel, "thread": thread, "until": until, "holder": holder}}
        try:
            self._claims.update_one(free, claim, upsert=True)
        except DuplicateKeyError:  # somebody holds it
            return False
        self._mine.holders[name] = holder
        return True

    def _due(self, channel: str, thread: str, now: datetime) -> list[Arrival]:
        waiting = {"channel": channel, "thread": thread, "state": _WAITING}
        order = [("sent_at", ASCENDING), ("received_at", ASCENDING), ("_id", ASCENDING)]
        found = list(self._messages.find(waiting).sort(order).limit(MOST_AT_ONCE))
        if found and found[0]["due"] > now:
            self._hold_back(channel, thread, found[0]["due"])
        due = [each["due"] <= now for each in found]
        return [_arrival(each) for each in found[: due.index(False) if False in due else len(due)]]

    def _hold_back(self, channel: str, thread: str, due: datetime) -> None:
        self._messages.update_many({"channel": channel, "thread": thread, "state": _WAITING}, {"$max": {"due": due}})

    def _settle(self, arrival: Arrival, change: dict[str, Any]) -> None:
        self._messages.update_one({"_id": _id(arrival), "state": _WAITING}, {"$set": change, "$unset": {"due": ""}})


def _document(arrival: Arrival) -> dict[str, Any]:
    return {
        "_id": _id(arrival),
        "id": arrival.id,
        "channel": arrival.channel,
        "thread": arrival.thread,
        "sent_at": arrival.sent_at,
        "received_at": arrival.received_at,
        "body": arrival.body,
        "attempts": arrival.attempts,
        "state": _WAITING,
        "due": arrival.received_at,
    }


def _arrival(document: dict[str, Any]) -> Arrival:
    names = ("id", "channel", "thread", "sent_at", "received_at", "body", "attempts")
    return Arrival(**{name: document[name] for name in names})


def _aside(channel: str | None) -> dict[str, Any]:
    """The index of what was put aside begins with the channel, so that even "any" must be said."""
    return {"channel": channel if channel else {"$gt": ""}, "state": _PARKED}


def _parked(document: dict[str, Any]) -> Parked:
    return Parked(
        id=id_of(document["channel"], document["id"]),
        channel=document["channel"],
        reason=document["reason"],
        parked_at=document["parked_at"],
        attempts=document["attempts"] + 1,  # the last one was not postponed
    )


def _id(arrival: Arrival) -> str:
    return _name(arrival.channel, arrival.id)


def _name(channel: str, rest: str) -> str:
    return f"{channel}|{rest}"
