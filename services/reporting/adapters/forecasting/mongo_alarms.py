"""Alarms in MongoDB: collection `alarms`. A cell has at most one that lasts, by a unique index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.reporting.domain.outbreak.alarm import Alarm
from services.reporting.domain.outbreak.watch import Cell, Look

LASTING = {"lasts": True}


class MongoAlarms:
    """Port `Alarms`."""

    def __init__(self, database: Database[Any]) -> None:
        self._alarms = database["alarms"]

    def ensure_indexes(self) -> None:
        """Create the indexes. Safe to repeat."""
        key = [(f"cell.{part}", ASCENDING) for part in ("channel", "category", "area")]
        self._alarms.create_index(key, name="one_lasting", unique=True, partialFilterExpression=LASTING)

    def open(self) -> Sequence[Alarm]:
        """Return those that last, the latest first."""
        return [_alarm(each) for each in self._alarms.find(LASTING).sort("raised_at", DESCENDING)]

    def raise_(self, alarm: Alarm) -> bool:
        """Keep a new alarm; False where its cell has one that lasts."""
        document = {"cell": asdict(alarm.cell), "raised_at": alarm.raised_at, "over_at": None, **LASTING}
        try:
            self._alarms.insert_one({**document, "look": _look(alarm.look)})
        except DuplicateKeyError:
            return False
        return True

    def grow(self, alarm: Alarm) -> None:
        """Keep a stronger look at what lasts already."""
        self._alarms.update_one(_of(alarm.cell), {"$set": {"look": _look(alarm.look)}})

    def end(self, cell: Cell, at: datetime) -> None:
        """Say that it is over."""
        self._alarms.update_one(_of(cell), {"$set": {"over_at": at, "lasts": False}})


def _of(cell: Cell) -> dict[str, Any]:
    return {"cell.channel": cell.channel, "cell.category": cell.category, "cell.area": cell.area, **LASTING}


def _look(look: Look) -> dict[str, Any]:
    return {"hours": look.hours, "count": look.count, "expected": look.expected, "dispersion": look.dispersion}


def _alarm(document: dict[str, Any]) -> Alarm:
    cell = Cell(**document["cell"])
    return Alarm(cell, document["raised_at"], Look(cell, **document["look"]), document["over_at"])
