"""What became of each mail, in MongoDB, each with the outbox of what is to be said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database

from services.intake.domain.mail.outcome import PARKED, Outcome, Plan
from services.intake.usecases.mail_ports import MailRecord, Place
from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry

CHANNEL = "email"
#: A mail that is delivered anew ever so often needs no longer list of where it lay.
MOST_PLACES = 20
_WITH_CODE = {"outcome.code": {"$type": "string"}}
_PARKED = {"outcome.kind": PARKED}
_ANSWERED = {"answered_at": {"$exists": True}}


class MongoMails:
    """Collection `mails`: `_id` is the mail's key. Nothing of what the mail says is kept, and no address."""

    def __init__(self, database: Database[Any]) -> None:
        self._mails = database["mails"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        if self._prepared:
            return
        ensure_outbox(self._mails)
        self._mails.create_index([("places", ASCENDING)], name="places")
        self._mails.create_index([("message_id", ASCENDING)], name="message_id", partialFilterExpression=_WITH_CODE)
        self._mails.create_index(
            [("writer", ASCENDING), ("answered_at", ASCENDING)], name="answers", partialFilterExpression=_ANSWERED
        )
        self._mails.create_index([("outcome.kind", ASCENDING)], name="parked", partialFilterExpression=_PARKED)
        self._prepared = True

    def begin(self, key: str, message_id: str, place: Place, now: datetime) -> MailRecord:
        """Count a start. Two processes at once both get the record; only one of them will settle it."""
        self.prepare()
        found = self._mails.find_one_and_update(
            {"_id": key},
            {
                "$setOnInsert": {
                    "message_id": message_id,
                    "began_at": now,
                    "outcome": None,
                    "outbox": [],
                    "failures": 0,
                },
                "$inc": {"starts": 1},
                "$addToSet": {"places": _place(place)},
            },
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        if len(found["places"]) > MOST_PLACES:
            self._mails.update_one({"_id": key}, {"$push": {"places": {"$each": [], "$slice": -MOST_PLACES}}})
        return _record(found)

    def give_back(self, key: str) -> None:
        """Take the start back."""
        self._mails.update_one({"_id": key, "starts": {"$gt": 0}}, {"$inc": {"starts": -1}})

    def failed(self, key: str, reason: str) -> int:
        """Count a failure; it is not counted as a start too."""
        update = {"$inc": {"failures": 1, "starts": -1}, "$set": {"failure": reason}}
        found = self._mails.find_one_and_update({"_id": key}, update, return_document=ReturnDocument.AFTER)
        return int(found["failures"]) if found else 0

    def plan(self, key: str, plan: Plan) -> Plan:
        """Store the plan unless there is one."""
        self._mails.update_one({"_id": key, "plan": {"$exists": False}}, {"$set": {"plan": _fields(plan)}})
        found = self._mails.find_one({"_id": key}, {"plan": 1})
        return _plan(found["plan"]) if found and found.get("plan") else plan

    def settle(self, key: str, outcome: Outcome, now: datetime, events: Iterable[Event] = (), writer: str = "") -> bool:
        """Store the outcome where there is none yet. The first who settles is the only one whose events are sent."""
        entries = [entry(event, CHANNEL) for event in events]
        changes: dict[str, Any] = {"outcome": _fields(outcome), "settled_at": now, "outbox": entries}
        if writer:
            changes |= {"writer": writer, "answered_at": now}
        return self._mails.update_one({"_id": key, "outcome": None}, {"$set": changes}).modified_count == 1

    def settled(self, places: Collection[Place]) -> dict[Place, Outcome]:
        """Return those places whose mails have an outcome."""
        wanted = {_place(place): place for place in places}
        if not wanted:
            return {}
        query = {"places": {"$in": list(wanted)}, "outcome": {"$ne": None}}
        return {
            wanted[where]: Outcome(**found["outcome"])
            for found in self._mails.find(query, {"places": 1, "outcome": 1})
            for where in found["places"]
            if where in wanted
        }

    def case_of(self, message_ids: Iterable[str]) -> str | None:
        """Return the case of the first of these mails that has one."""
        wanted = list(message_ids)
        query = {"message_id": {"$in": wanted}, **_WITH_CODE}
        codes = {found["message_id"]: found["outcome"]["code"] for found in self._mails.find(query)} if wanted else {}
        return next((codes[each] for each in wanted if each in codes), None)

    def answers(self, writer: str, since: datetime) -> int:
        """Return how many mails of this writer were answered since then."""
        return self._mails.count_documents({"writer": writer, "answered_at": {"$gte": since}})

    def parked(self) -> int:
        """Return how many mails wait for a person."""
        return self._mails.count_documents(_PARKED)


def _record(found: Mapping[str, Any]) -> MailRecord:
    plan, outcome = found.get("plan"), found.get("outcome")
    return MailRecord(
        key=found["_id"],
        starts=found["starts"],
        failures=found["failures"],
        plan=_plan(plan) if plan else None,
        outcome=Outcome(**outcome) if outcome else None,
    )


def _plan(stored: Mapping[str, Any]) -> Plan:
    return Plan(**{**stored, "doubts": tuple(stored["doubts"])})


def _place(place: Place) -> str:
    return f"{place.validity}:{place.uid}"


def _fields(value: Plan | Outcome) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
