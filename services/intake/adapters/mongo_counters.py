"""Counters of senders in MongoDB, shared by all processes of intake. A fence, not an account.

They are written without waiting for the majority: a count that a failover forgets harms nobody. While they cannot be
written at all, everybody passes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

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


class _Place(NamedTuple):
    """Where a sender is counted now: `number` of the window, `part` of it that has gone."""

    name: str
    number: int
    part: float
    seconds: int

    @property
    def now(self) -> str:
        return f"{self.name}:{self.number}"

    @property
    def before(self) -> str:
        return f"{self.name}:{self.number - 1}"

    @property
    def until(self) -> datetime:
        """When nobody asks for the running window any more."""
        return datetime.fromtimestamp((self.number + 2) * self.seconds, UTC)


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
        places = self._places(senders, limits, now)
        try:
            self._add(places)
            return self._read(places)
        except PyMongoError as error:
            log.warning("senders not counted", error=type(error).__name__)
            return [Window(0, 1, each.part) for each in places]

    def peek(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[Window]:
        """Return the windows without counting anything. Raises pymongo's errors."""
        return self._read(self._places(senders, limits, now))

    def take_back(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> None:
        """Let the message that was counted at `now` count no longer."""
        takes = [UpdateOne({"_id": each.now}, {"$inc": {"count": -1}}) for each in self._places(senders, limits, now)]
        try:
            self._counts.bulk_write(takes, ordered=False)
        except PyMongoError as error:
            log.warning("senders not counted", error=type(error).__name__)

    def _places(self, senders: Sequence[Sender], limits: Mapping[str, Limit], now: datetime) -> list[_Place]:
        return [
            _Place(self._name(who), *window_at(limits[who.kind], now.timestamp()), limits[who.kind].seconds)
            for who in senders
        ]

    def _add(self, places: Sequence[_Place]) -> None:
        self._prepare()
        adds = [
            UpdateOne({"_id": each.now}, {"$inc": {"count": 1}, "$setOnInsert": {"until": each.until}}, upsert=True)
            for each in places
        ]
        if adds:
            self._counts.bulk_write(adds, ordered=False)

    def _read(self, places: Sequence[_Place]) -> list[Window]:
        ids = [name for each in places for name in (each.before, each.now)]
        found = {each["_id"]: each["count"] for each in self._counts.find({"_id": {"$in": ids}})}
        return [Window(found.get(each.before, 0), found.get(each.now, 0), each.part) for each in places]

    def _prepare(self) -> None:
        if not self._prepared:
            self._counts.create_index([("until", ASCENDING)], name="ended", expireAfterSeconds=0)
            self._prepared = True

    def _name(self, who: Sender) -> str:
        said = f"{who.kind}:{who.value}".encode()
        return hmac.new(self._key, said, hashlib.sha256).digest()[:_BYTES].hex()
