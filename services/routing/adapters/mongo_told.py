"""What citizens were told, in MongoDB: of two reports about a message the later state stays, whatever comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.routing.domain.told import FAILED, Told, unheard

_FIELDS = tuple(each.name for each in fields(Told))


class MongoTold:
    """Collection `told`, keyed by case, message and channel. `order` is what decides between two reports."""

    def __init__(self, database: Database[Any]) -> None:
        self._told = database["told"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._told.create_index([("code", ASCENDING), ("state", ASCENDING)], name="by_case")

    def keep(self, told: Sequence[Told]) -> None:
        """Write all in one round trip; comparing and replacing is one step for the database."""
        if told:
            self._told.bulk_write([_kept(each) for each in told], ordered=False)

    def of_case(self, code: str) -> tuple[Told, ...]:
        """Return where the messages about a case stand, latest first."""
        found = [_told_of(each) for each in self._told.find({"code": code})]
        return tuple(sorted(found, key=lambda each: (each.at, each.message, each.channel), reverse=True))

    def failed_among(self, codes: Collection[str]) -> frozenset[str]:
        """Return the cases whose citizen was not reached: two round trips, the second for few."""
        failed = self._told.distinct("code", {"code": {"$in": list(codes)}, "state": FAILED})
        by_case: dict[str, list[Told]] = {}
        for each in self._told.find({"code": {"$in": failed}}) if failed else ():
            by_case.setdefault(each["code"], []).append(_told_of(each))
        return frozenset(code for code, messages in by_case.items() if unheard(tuple(messages)))


def _kept(told: Told) -> UpdateOne:
    """MongoDB compares lists element by element, and what is missing comes before every list."""
    id_ = f"{told.code}/{told.message}/{told.channel}"
    order = {"$literal": list(told.order)}
    document = {"_id": id_, **{name: getattr(told, name) for name in _FIELDS}, "order": list(told.order)}
    newer = {"$gt": [order, "$order"]}
    return UpdateOne(
        {"_id": id_}, [{"$replaceWith": {"$cond": [newer, {"$literal": document}, "$$ROOT"]}}], upsert=True
    )


def _told_of(document: dict[str, Any]) -> Told:
    return Told(**{name: document[name] for name in _FIELDS})
