"""What waits for agencies that fetch by HTTP, or are called, in MongoDB."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.routing.adapters.bulk import insert_unknown
from services.routing.usecases.gateway.ports import Arrived, Heap, Waiting

#: What was acknowledged is kept so long, to recognise what comes again and to answer questions.
KEPT_SECONDS = 30 * 24 * 3600
OPEN = {"open": True}


class MongoAgencyMessages:
    """Collection `agency_messages`, keyed by agency and event id.

    `position` orders an agency's messages by arrival; `next_at` is when one may be sent by webhook, null once it is
    given up; `open` is there while it waits, `acknowledged_at` after that.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._messages = database["agency_messages"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        order = [("agency", ASCENDING), ("position", ASCENDING)]
        self._messages.create_index(order, name="waiting", partialFilterExpression=OPEN)
        self._messages.create_index([("acknowledged_at", ASCENDING)], name="expiry", expireAfterSeconds=KEPT_SECONDS)
        self._messages.create_index([("agency", ASCENDING), ("acknowledged_at", ASCENDING)], name="by_agency")

    def keep(self, arrived: Sequence[Arrived], now: datetime) -> int:
        """Insert all in one round trip; what is known stays as it is, also when it is acknowledged."""
        return insert_unknown(self._messages, [_document(each, n, now) for n, each in enumerate(arrived)])

    def waiting(self, agency: str, after: str, limit: int) -> list[Waiting]:
        """Return what is not acknowledged, oldest first, beyond a position."""
        wanted = {"agency": agency, **OPEN, "position": {"$gt": after}}
        return [_waiting(each) for each in self._messages.find(wanted, sort=[("position", ASCENDING)], limit=limit)]

    def acknowledge(self, agency: str, ids: Collection[str], now: datetime) -> int:
        """Mark messages as taken; return how many were not before."""
        wanted = {"_id": {"$in": [_key(agency, each) for each in ids]}, **OPEN}
        taken = {"$set": {"acknowledged_at": now}, "$unset": {"open": ""}}
        return self._messages.update_many(wanted, taken).modified_count

    def agencies_due(self, now: datetime) -> set[str]:
        """Return the agencies for which something could be sent now."""
        return set(self._messages.distinct("agency", {**OPEN, "next_at": {"$lte": now}}))

    def due(self, agency: str, now: datetime, limit: int) -> list[Waiting]:
        """Return what could be sent to an agency now, oldest first."""
        wanted = {"agency": agency, **OPEN, "next_at": {"$lte": now}}
        return [_waiting(each) for each in self._messages.find(wanted, sort=[("position", ASCENDING)], limit=limit)]

    def failed(self, message: Waiting, tries: int, next_at: datetime | None, why: str) -> None:
        """Note a failed try; an acknowledgement that came meanwhile has the last word."""
        wanted = {"_id": _key(message.agency, message.id), **OPEN}
        self._messages.update_one(wanted, {"$set": {"tries": tries, "next_at": next_at, "why": why}})

    def hurry(self, agency: str, now: datetime) -> None:
        """Let what waits for its next try be sent now."""
        wanted = {"agency": agency, **OPEN, "next_at": {"$gt": now}}
        self._messages.update_many(wanted, {"$set": {"next_at": now}})

    def try_again(self, agency: str, now: datetime) -> int:
        """Let everything that waits be sent again from the first try on."""
        again = {"$set": {"tries": 0, "next_at": now, "why": ""}}
        return self._messages.update_many({"agency": agency, **OPEN}, again).matched_count

    def heaps(self) -> Mapping[str, Heap]:
        """Return what waits, by agency: two passes over small indexes."""
        given_up = {"$cond": [{"$eq": ["$next_at", None]}, 1, 0]}
        counts = {"waiting": {"$sum": 1}, "given_up": {"$sum": given_up}, "oldest_at": {"$min": "$arrived_at"}}
        open_ = self._messages.aggregate([{"$match": OPEN}, {"$group": {"_id": "$agency", **counts}}])
        latest = {"$sort": {"agency": -1, "acknowledged_at": -1}}
        first = {"$group": {"_id": "$agency", "taken_at": {"$first": "$acknowledged_at"}}}
        taken = self._messages.aggregate([latest, first])
        found: dict[str, dict[str, Any]] = {}
        for each in (*open_, *taken):
            found.setdefault(each.pop("_id"), {}).update(each)
        return {agency: Heap(**known) for agency, known in found.items()}

    def forget(self, agency: str) -> int:
        """Delete what waits for an agency; return how much that was."""
        return self._messages.delete_many({"agency": agency, **OPEN}).deleted_count


def _key(agency: str, id_: str) -> str:
    """One event may go to two agencies; each has a message of its own."""
    return f"{agency}/{id_}"


def _document(arrived: Arrived, number: int, now: datetime) -> dict[str, Any]:
    return {
        "_id": _key(arrived.agency, arrived.id),
        "agency": arrived.agency,
        "event": arrived.id,
        "type": arrived.type,
        "body": arrived.body,
        "position": _position(now, number),
        "arrived_at": now,
        "open": True,
        "tries": 0,
        "next_at": now,
        "why": "",
    }


def _position(now: datetime, number: int) -> str:
    """Return a text that sorts by arrival, within a batch too; the end keeps two replicas apart."""
    return f"{int(now.timestamp() * 1000):013d}-{number:05d}-{secrets.token_hex(3)}"


def _waiting(document: dict[str, Any]) -> Waiting:
    return Waiting(
        agency=document["agency"],
        id=document["event"],
        type=document["type"],
        body=document["body"],
        position=document["position"],
        arrived_at=document["arrived_at"],
        tries=document["tries"],
        given_up=document["next_at"] is None,
        why=document["why"],
    )
