"""What citizens wrote, in MongoDB: put together from its parts and passed on by the outbox of the same document."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, ReturnDocument
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.clock import Clock
from services.kit.events import Event, MessageArrived
from services.kit.storage.outbox import ensure_outbox, entry
from services.notify.domain.message import SMS
from services.notify.domain.sms.arrival import SAME_PARTS, Piece, joined

#: How long what was passed on is kept, to know it again.
KEPT = timedelta(days=7)
#: How many texts may be joined by the same number within one span of time.
GENERATIONS = 4
PAGE = 100


class SmsArrivals:
    """`keep` returns only after a majority has it. A text is told once, by whichever replica has its last part."""

    def __init__(self, database: Database[Any], clock: Clock) -> None:
        self._arrivals: Collection[Any] = database["arrivals"]
        self._clock = clock

    def prepare(self) -> None:
        """Create the indexes. What was passed on and is out of the outbox goes after a week."""
        ensure_outbox(self._arrivals)
        self._arrivals.create_index(
            [("first_at", ASCENDING)], name="incomplete", partialFilterExpression={"told": False}
        )
        self._arrivals.create_index(
            [("told_at", ASCENDING)],
            name="expiry",
            expireAfterSeconds=int(KEPT.total_seconds()),
            partialFilterExpression={"outbox": []},
        )

    def keep(self, piece: Piece) -> None:
        """Keep a part; pass the text on when it was the last one missing."""
        now = self._clock.now()
        current, earlier = piece.keys(now)
        begun = self._arrivals.find_one({"_id": earlier, **_still_open(piece)}, {"_id": 1})
        document = self._added(earlier if begun else current, piece, now)
        if not document["told"] and len(document["parts"]) == document["total"]:
            self._tell(document, now)

    def sweep(self) -> None:
        """Pass on what has waited too long for a part."""
        now = self._clock.now()
        old = {"told": False, "first_at": {"$lte": now - SAME_PARTS}}
        for document in self._arrivals.find(old, limit=PAGE, sort=[("first_at", ASCENDING)]):
            self._tell(document, now)

    def _added(self, key: str, piece: Piece, now: datetime) -> dict[str, Any]:
        """Add a part where it belongs: to the text of this name in which its place is free, or has the same words."""
        for generation in range(GENERATIONS):
            found = self._add(f"{key}-{generation}" if generation else key, piece, now)
            if found:
                return found
        raise RuntimeError("too many texts joined by the same number")

    def _add(self, key: str, piece: Piece, now: datetime) -> dict[str, Any] | None:
        part = f"parts.{piece.number}"
        free = {"_id": key, "$or": [{part: {"$exists": False}}, {part: piece.text}]}
        change = {"$set": {part: piece.text}, "$setOnInsert": _begun(piece, now)}
        after = ReturnDocument.AFTER
        try:
            found = self._arrivals.find_one_and_update(free, change, upsert=True, return_document=after)
        except DuplicateKeyError:
            # Its place is taken, or another part was first to begin the text.
            found = self._arrivals.find_one_and_update(free, change, return_document=after)
        return dict(found) if found else None

    def _tell(self, document: dict[str, Any], now: datetime) -> None:
        arrived = MessageArrived(
            channel=SMS,
            message=document["_id"],
            sender=document["sender"][:40],
            recipient=document["recipient"][:40],
            text=joined(document["parts"], document["total"])[:10_000],
            arrived_at=document["first_at"],
        )
        event = Event.of(arrived, source="/notify", subject=document["_id"], at=now, id=f"sms-{document['_id']}")
        told = {"$set": {"told": True, "told_at": now}, "$push": {"outbox": entry(event, SMS)}}
        self._arrivals.update_one({"_id": document["_id"], "told": False}, told)


def _still_open(piece: Piece) -> dict[str, Any]:
    """Return which text of the span before this part goes to: an unfinished one, or the very same text."""
    return {"told": False} if piece.place else {}


def _begun(piece: Piece, now: datetime) -> dict[str, Any]:
    return {
        "sender": piece.sender,
        "recipient": piece.recipient,
        "total": piece.total,
        "first_at": now,
        "told": False,
        "outbox": [],
    }
