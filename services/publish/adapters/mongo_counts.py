"""What has been answered, by day: collection `answered_days`.

A change of an answer marks its day; some seconds later the cases of that day are counted anew, from an index. So a day
is right however often it is counted, by whichever process, and the portal's figures add up a thousand small documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.kit.storage.remembered import Remembered
from services.publish.domain.days import begins, local_day
from services.publish.usecases.figures import Month

REMEMBERED_SECONDS = 30.0
#: How long a write may be on its way: a day is counted once its last mark is older.
SETTLED_MS = 10_000
ANSWERED = {"answered_at": {"$exists": True}}
OPEN = {"open": True}


class MongoCounts:
    """Ports `Counts` and `DayCounts`."""

    def __init__(self, database: Database[Any], settled_ms: int = SETTLED_MS) -> None:
        self._cases, self._days = database["cases"], database["answered_days"]
        self._settled_ms = settled_ms
        self._months = Remembered(self._load_months, REMEMBERED_SECONDS)
        self._open = Remembered(self._load_open, REMEMBERED_SECONDS)

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        by_day = [("answered_at", ASCENDING), ("on_time", ASCENDING)]
        self._cases.create_index(by_day, name="answered_days", partialFilterExpression=ANSWERED)
        self._cases.create_index("open", name="open", partialFilterExpression=OPEN)
        marked = {"marked_at": {"$exists": True}}
        self._days.create_index("marked_at", name="marked", partialFilterExpression=marked)

    def mark(self, moments: Iterable[datetime]) -> None:
        """Note that the days of these moments have to be counted anew. Called before what is counted is written."""
        marked = {"$currentDate": {"marked_at": True}}
        days = {local_day(moment).toordinal() for moment in moments}
        if days:
            self._days.bulk_write([UpdateOne({"_id": day}, marked, upsert=True) for day in days], ordered=False)

    def count_marked(self, most: int) -> int:
        """Count days that are marked, the longest marked first; return how many."""
        settled = {"$expr": {"$lte": ["$marked_at", {"$subtract": ["$$NOW", self._settled_ms]}]}}
        asked = {"marked_at": {"$exists": True}, **settled}
        days = list(self._days.find(asked, {"marked_at": 1}, sort=[("marked_at", ASCENDING)], limit=most))
        for each in days:
            counted = {"$set": self._counted(date.fromordinal(each["_id"])), "$unset": {"marked_at": ""}}
            self._days.update_one({"_id": each["_id"], "marked_at": each["marked_at"]}, counted)
        return len(days)

    def months(self) -> Sequence[Month]:
        """Return the months, at most half a minute old."""
        return self._months.get()

    def open_now(self) -> int:
        """Return how many cases wait for an answer, at most half a minute old."""
        return self._open.get()

    def _counted(self, day: date) -> dict[str, int]:
        of_day = {"answered_at": {"$gte": begins(day), "$lt": begins(day + timedelta(days=1))}}
        group = {"_id": "$on_time", "n": {"$sum": 1}}
        by = {each["_id"]: each["n"] for each in self._cases.aggregate([{"$match": of_day}, {"$group": group}])}
        return {"answered": sum(by.values()), "on_time": by.get(True, 0)}

    def _load_months(self) -> list[Month]:
        months: defaultdict[date, list[int]] = defaultdict(lambda: [0, 0])
        for each in self._days.find({"answered": {"$gt": 0}}):
            counts = months[date.fromordinal(each["_id"]).replace(day=1)]
            counts[0] += each["answered"]
            counts[1] += each["on_time"]
        return [Month(first_day, *counts) for first_day, counts in months.items()]

    def _load_open(self) -> int:
        return self._cases.count_documents(OPEN, hint="open")
