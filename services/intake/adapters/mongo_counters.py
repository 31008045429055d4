"""Counters of senders in MongoDB, shared by all processes of intake. A fence, not an account.

They are written without waiting for the majority: a count that a failover forgets harms nobody. While they cannot be
written at all, everybody passes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.intake.domain.abuse.limits import Limit, Window, window_at
from services.intake.domain.abuse.senders import Sender
from services.kit.logs import log

_AT_ONCE = WriteConcern(w=1, wtimeout=1_000)
_BYTES = 16


class MongoCounters:
    """Collection `sender_counts`: `_id` is a keyed hash of the sender with the window's number."""

    def __init__(self, database: Database[Any], key: str) -> None:
        self._counts = database.get_collection(
            "sender_counts", write_concern=_AT_ONCE, read_concern=ReadConcern("local")
        )
        self._key = key.encode()
        self._prepared = False

    def count(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        """Count one message of each sender: one write and one read, however many senders."""
        if not senders:
            return []
        placed = [window_at(limits[who.kind], now.timestamp()) for who in senders]
        names = [self._name(who) for who in senders]
        ends = [(number + 2) * limits[who.kind].seconds for who, (number, _) in zip(senders, placed, strict=True)]
        try:
            found = self._counted([(name, n, end) for name, (n, _), end in zip(names, placed, ends, strict=True)])
        except PyMongoError as error:
            log.warning("senders not counted", error=type(error).__name__)
            found = {}
        return [
            Window(found.get(f"{name}:{number - 1}", 0), found.get(f"{name}:{number}", 1), part)
            for name, (number, part) in zip(names, placed, strict=True)
        ]

    def _counted(self, windows: Sequence[tuple[str, int, int]]) -> dict[str, int]:
        self._prepare()
        adds = [
            UpdateOne(
                {"_id": f"{name}:{number}"},
                {"$inc": {"count": 1}, "$setOnInsert": {"until": datetime.fromtimestamp(end, UTC)}},
                upsert=True,
            )
            for name, number, end in windows
        ]
        self._counts.bulk_write(adds, ordered=False)
        ids = [f"{name}:{each}" for name, number, _ in windows for each in (number - 1, number)]
        return {each["_id"]: each["count"] for each in self._counts.find({"_id": {"$in": ids}})}

    def _prepare(self) -> None:
        if not self._prepared:
            self._counts.create_index([("until", ASCENDING)], name="ended", expireAfterSeconds=0)
            self._prepared = True

    def _name(self, who: Sender) -> str:
        said = f"{who.kind}:{who.value}".encode()
        return hmac.new(self._key, said, hashlib.sha256).digest()[:_BYTES].hex()
