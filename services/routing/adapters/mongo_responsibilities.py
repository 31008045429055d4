"""Open cases by who is responsible, in MongoDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.adapters.case_document import case_of
from services.routing.domain.assignment import COORDINATING
from services.routing.domain.case import Case

WITH_SOMEBODY = {"state": {"$in": ["routed", "accepted", "waiting"]}}
#: Holds open cases only: what a dissolved unit answered in all its years is never looked at.
INDEX = "open_by_holder"


class MongoResponsibilities:
    """Port `Responsibilities`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        self._cases.create_index([("holders", ASCENDING)], name=INDEX, partialFilterExpression=WITH_SOMEBODY)

    def agencies(self) -> set[str]:
        """Return the holders of open cases, leaping from one to the next in the index, however many cases each has."""
        found: set[str] = set()
        last = ""
        while True:
            ahead = self._cases.find(WITH_SOMEBODY, {"holders": 1}, hint=INDEX, limit=1)
            there = next(ahead.min([("holders", f"{last}\0")]), None)
            if there is None:
                return found
            last = min(slug for slug in there["holders"] if slug > last)
            found.add(last)

    def open_of(self, agencies: Sequence[str], limit: int) -> list[Case]:
        """Return open cases of these; who gave a part long ago holds the case still, but owes nothing."""
        owed = {"role": COORDINATING, "agency": {"$in": agencies}, "contribution": None, "ended_at": None}
        asked = {
            "holders": {"$in": agencies},
            **WITH_SOMEBODY,
            "$or": [{"agency": {"$in": agencies}}, {"assignments": {"$elemMatch": owed}}],
        }
        return [case_of(each) for each in self._cases.find(asked, {"outbox": 0}, limit=limit, hint=INDEX)]
