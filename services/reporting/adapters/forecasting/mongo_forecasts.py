"""What was forecast, in MongoDB: collection `forecasts`, one document per day and stream, written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.reporting.adapters.forecasting.issued_documents import document_of, issued_of
from services.reporting.domain.forecast.day_kinds import WorkingCalendar
from services.reporting.domain.forecast.issued import Issued


class MongoForecasts:
    """Port `Forecasts`. `calendar` returns the one in force."""

    def __init__(self, database: Database[Any], calendar: Callable[[], WorkingCalendar]) -> None:
        self._forecasts = database["forecasts"]
        self._calendar = calendar
        # What was issued never changes, it only becomes more: the last day that was read stays in memory.
        self._read: tuple[date, WorkingCalendar, Sequence[Issued]] | None = None

    def ensure_indexes(self) -> None:
        """Create the index. Safe to repeat."""
        self._forecasts.create_index([("day", ASCENDING)], name="day")

    def issue(self, issued: Issued) -> None:
        """Keep a forecast; of two replicas that issue the same, the first one stands."""
        document = document_of(issued)
        key = document.pop("_id")
        self._forecasts.update_one({"_id": key}, {"$setOnInsert": document}, upsert=True)

    def of(self, day: date) -> Sequence[Issued]:
        """Return what was issued on a day."""
        asked, calendar = {"day": day.isoformat()}, self._calendar()
        known = self._read
        if known and known[:2] == (day, calendar) and self._forecasts.count_documents(asked) == len(known[2]):
            return known[2]
        found = [issued_of(document, calendar) for document in self._forecasts.find(asked).sort("_id", ASCENDING)]
        self._read = (day, calendar, found)
        return found

    def latest(self, before: date) -> Sequence[Issued]:
        """Return what was issued on the last day before one that has anything."""
        newest = self._forecasts.find_one({"day": {"$lt": before.isoformat()}}, {"day": 1}, sort=[("day", DESCENDING)])
        return self.of(date.fromisoformat(newest["day"])) if newest else ()
