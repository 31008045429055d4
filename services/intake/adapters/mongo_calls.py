"""Call records in MongoDB: the server itself keeps the least and the greatest of what signals say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.domain.calls.facts import Call, call_of, changes
from services.intake.domain.calls.signal import DISPOSITIONS, VOICEMAIL, Signal
from services.intake.usecases.call_ports import UnreadCall
from services.kit.events import Event
from services.kit.failures import Retryable
from services.kit.storage.outbox import ensure_outbox, entry

TRIES = 20
#: Long enough to correct a mapping and read them again.
UNREAD_DAYS = 90
_NUMBER = {"facts.number": {"$exists": True}}


class MongoCalls:
    """Collection `calls`: `_id` is `vendor:call`, `facts` what signals said, `deliveries` which ones were noted.

    `open` is there until the call is over, `look_at` while something is to be done about it.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._calls = database["calls"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if not self._prepared:
            number = [("facts.number", ASCENDING), ("facts.began_at", DESCENDING)]
            self._calls.create_index("look_at", name="look_at", sparse=True)
            self._calls.create_index("open", name="open", sparse=True)
            self._calls.create_index("call", name="call")
            self._calls.create_index([("facts.began_at", DESCENDING)], name="began_at")
            self._calls.create_index(number, name="number", partialFilterExpression=_NUMBER)
            ensure_outbox(self._calls)
            self._prepared = True

    def note(self, signal: Signal, delivery: str, look_at: datetime) -> bool:
        """Merge the signal unless its delivery was noted; somebody else's first signal makes it try again."""
        self.prepare()
        for _ in range(TRIES):
            try:
                self._calls.update_one(
                    {"_id": signal.id, "deliveries": {"$ne": delivery}}, _merge(signal, delivery, look_at), upsert=True
                )
            except DuplicateKeyError:
                # Either this delivery is here, and safe when the majority has it, or the call was just inserted.
                if self._calls.find_one({"_id": signal.id, "deliveries": delivery}, {"_id": 1}):
                    return False
            else:
                return True
        raise Retryable("others are noting this call")

    def find(self, id_: str) -> Call | None:
        """Return a call by our name for it."""
        found = self._calls.find_one({"_id": id_})
        return _call(found) if found else None

    def find_by_call(self, call: str) -> Call | None:
        """Return a call by the vendor's id or by ours; the newest."""
        either = {"$or": [{"_id": call}, {"call": call}]}
        found = self._calls.find_one(either, sort=[("facts.began_at", DESCENDING)])
        return _call(found) if found else None

    def link(self, id_: str, codes: Iterable[str]) -> None:
        """Add the codes that are not there yet."""
        self._calls.update_one({"_id": id_}, {"$addToSet": {"cases": {"$each": list(codes)}}})

    def take_due(self, now: datetime, until: datetime) -> Call | None:
        """Take the most overdue call; its `look_at` is the lease."""
        self.prepare()
        found = self._calls.find_one_and_update(
            {"look_at": {"$lte": now}},
            {"$set": {"look_at": until}},
            sort=[("look_at", ASCENDING)],
            return_document=ReturnDocument.AFTER,
        )
        return _call(found) if found else None

    def end(self, call: Call, event: Event) -> bool:
        """Close the record and tell it, once."""
        ended = {"disposition": event.data.disposition, "after_hours": event.data.after_hours, "at": event.time}
        change = {"$set": {"ended": ended}, "$unset": {"open": ""}, "$push": {"outbox": entry(event, "hotline")}}
        return self._calls.update_one({"_id": call.id, "ended": None}, change).modified_count == 1

    def looked_at(self, call: Call, until: datetime, again: datetime | None) -> None:
        """Put it back, if no signal has moved `look_at` since."""
        change = {"$set": {"look_at": again}} if again else {"$unset": {"look_at": ""}}
        self._calls.update_one({"_id": call.id, "look_at": until}, change)

    def current(self, since: datetime, extension: str | None, most: int) -> Sequence[Call]:
        """Return calls that have not ended, newest first."""
        wanted: dict[str, Any] = {"open": True, "facts.heard_at": {"$gte": since}}
        if extension is not None:
            wanted["facts.agent.extension"] = extension
        found = self._calls.find(wanted).sort("facts.began_at", DESCENDING).limit(most)
        return [_call(each) for each in found]

    def recent(self, since: datetime, most: int, *, messages: bool = False) -> Sequence[Call]:
        """Return what began since, newest first."""
        wanted: dict[str, Any] = {"facts.began_at": {"$gte": since}}
        if messages:
            there = [{f"facts.{fact}": {"$exists": True}} for fact in ("voicemail", f"seen.{VOICEMAIL}")]
            wanted["$or"] = [*there, {"facts.said": DISPOSITIONS.index("voicemail")}]
        found = self._calls.find(wanted).sort("facts.began_at", DESCENDING).limit(most)
        return [_call(each) for each in found]

    def of_number(self, number: str, most: int) -> Sequence[Call]:
        """Return the number's calls, newest first."""
        found = self._calls.find({"facts.number": number}).sort("facts.began_at", DESCENDING).limit(most)
        return [_call(each) for each in found]

    def answered_after(self, number: str, moment: datetime) -> bool:
        """Return whether the citizen came through later."""
        later = {"facts.number": number, "facts.answered_at": {"$gt": moment}, "facts.outbound": False}
        return self._calls.find_one(later, {"_id": 1}) is not None


class MongoUnreadCalls:
    """Collection `unread_calls`: forgotten after `UNREAD_DAYS`."""

    def __init__(self, database: Database[Any]) -> None:
        self._unread = database["unread_calls"]
        self._prepared = False

    def keep(self, unread: UnreadCall) -> None:
        """Store it as it came."""
        if not self._prepared:
            self._unread.create_index("received_at", name="forgotten", expireAfterSeconds=UNREAD_DAYS * 24 * 3600)
            self._prepared = True
        self._unread.update_one({"_id": _unread_id(unread)}, {"$setOnInsert": _fields(unread)}, upsert=True)

    def some(self, most: int) -> Sequence[UnreadCall]:
        """Return the oldest."""
        found = self._unread.find({}, {"_id": 0}).sort("received_at", ASCENDING).limit(most)
        return [UnreadCall(**each) for each in found]

    def forget(self, unread: UnreadCall) -> None:
        """Delete it."""
        self._unread.delete_one({"_id": _unread_id(unread)})


def _merge(signal: Signal, delivery: str, look_at: datetime) -> dict[str, Any]:
    news = changes(signal)
    return {
        "$min": {f"facts.{name}": value for name, value in news.least.items()},
        "$max": {f"facts.{name}": value for name, value in news.greatest.items()},
        "$set": {"look_at": look_at},
        "$push": {"deliveries": delivery},
        "$setOnInsert": {"vendor": signal.vendor, "call": signal.call, "open": True, "cases": []},
    }


def _call(document: Mapping[str, Any]) -> Call:
    return call_of(document["_id"], document["facts"], document["cases"])


def _unread_id(unread: UnreadCall) -> str:
    return f"{unread.vendor}:{unread.delivery}"


def _fields(unread: UnreadCall) -> dict[str, Any]:
    return {
        "vendor": unread.vendor,
        "delivery": unread.delivery,
        "reason": unread.reason,
        "body": unread.body,
        "received_at": unread.received_at,
    }
