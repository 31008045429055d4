"""Cases that may be about the same matter, in MongoDB."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.adapters.case_document import case_of
from services.routing.domain.case import Case

OPEN = ["triage", "held", "routed", "accepted", "waiting", "reopened"]


class MongoNeighbours:
    """Port `Neighbours`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        newest = ("submission.received_at", DESCENDING)
        self._cases.create_index([("area", ASCENDING), newest], name="newest_by_area")
        self._cases.create_index([("category", ASCENDING), newest], name="newest_by_category")
        due = {"spread_due": True}
        self._cases.create_index([("spread_due", ASCENDING)], name="spread_due", partialFilterExpression=due)

    def near(self, category: str | None, area: str | None, since: datetime, limit: int) -> list[Case]:
        """Return the newest open cases there."""
        where: dict[str, Any] = {"area": area} if area else {"category": category} if category else {}
        asked = {**where, "submission.received_at": {"$gte": since}, "state": {"$in": OPEN}}
        newest = [("submission.received_at", DESCENDING)]
        return [case_of(each) for each in self._cases.find(asked, {"outbox": 0}, sort=newest, limit=limit)]

    def to_spread(self, limit: int) -> list[Case]:
        """Return answered cases with followers that wait."""
        return [case_of(each) for each in self._cases.find({"spread_due": True}, {"outbox": 0}, limit=limit)]
