"""Subscriptions in MongoDB: collection `subscriptions`. Addresses of readers lie here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.subscription import Every, Form, Subscription


class MongoSubscriptions:
    """Port `Subscriptions`. There are a few dozen of them."""

    def __init__(self, database: Database[Any]) -> None:
        self._subscriptions = database["subscriptions"]

    def all(self) -> Sequence[Subscription]:
        """Return them as they were made."""
        return [_read(each) for each in self._subscriptions.find().sort([("made_at", ASCENDING), ("_id", ASCENDING)])]

    def find(self, subscription: str) -> Subscription | None:
        """Return one."""
        found = self._subscriptions.find_one({"_id": subscription})
        return _read(found) if found else None

    def keep(self, subscription: Subscription) -> None:
        """Keep it; when it was first kept stays."""
        self._subscriptions.update_one(
            {"_id": subscription.id},
            {"$set": _written(subscription), "$setOnInsert": {"made_at": subscription.begins_at}},
            upsert=True,
        )


def _written(subscription: Subscription) -> dict[str, Any]:
    return {
        "address": subscription.address,
        "tables": [str(table) for table in subscription.tables],
        "forms": [str(form) for form in subscription.forms],
        "every": str(subscription.every),
        "on": subscription.on,
        "hour": subscription.hour,
        "begins_at": subscription.begins_at,
        "language": subscription.language,
        "active": subscription.active,
    }


def _read(found: Mapping[str, Any]) -> Subscription:
    return Subscription(
        id=found["_id"],
        address=found["address"],
        tables=tuple(map(TableName, found["tables"])),
        forms=tuple(map(Form, found["forms"])),
        every=Every(found["every"]),
        on=found["on"],
        hour=found["hour"],
        begins_at=found["begins_at"],
        language=found["language"],
        active=found["active"],
    )
