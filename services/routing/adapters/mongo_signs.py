"""What came lately, in MongoDB."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.adapters.case_document import case_of
from services.routing.adapters.mongo_neighbours import BY_AREA, BY_TIME, BY_TOPIC
from services.routing.domain.case import QUIET, Case, State
from services.routing.domain.outbreak import Sign
from services.routing.usecases.incidents.ports import Scope

OPEN = [state.value for state in State if state not in QUIET]
RECEIVED = "submission.received_at"
#: More within a watch's minutes is an outbreak many times over: no need to count on.
MOST_SIGNS = 5_000
MOST_MOMENTS = 50_000


class MongoSigns:
    """Port `Signs`, on collection `cases` and the indexes of `MongoNeighbours`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def recent(self, since: datetime) -> Sequence[Sign]:
        """Return the newest."""
        asked = {RECEIVED: {"$gte": since}, "state": {"$in": OPEN}, "category": {"$type": "string"}}
        read = {"category": 1, "area": 1, RECEIVED: 1}
        newest = [(RECEIVED, DESCENDING)]
        found = self._cases.find(asked, read, sort=newest, limit=MOST_SIGNS, hint=BY_TIME)
        return [Sign(each["_id"], each["category"], each["area"], each["submission"]["received_at"]) for each in found]

    def moments(self, scope: Scope, since: datetime, until: datetime) -> Sequence[datetime]:
        """Return when cases came: answered from the index alone."""
        asked = {**_where(scope), RECEIVED: {"$gte": since, "$lte": until}}
        found = self._cases.find(asked, {RECEIVED: 1, "_id": 0}, limit=MOST_MOMENTS, hint=_index(scope))
        return [each["submission"]["received_at"] for each in found]

    def candidates(self, scope: Scope, since: datetime, limit: int) -> Sequence[Case]:
        """Return the oldest first."""
        asked = {
            **_where(scope),
            RECEIVED: {"$gte": since},
            "state": {"$in": OPEN},
            "urgency": {"$ne": "urgent"},
            "submission.private": False,
        }
        oldest = [(RECEIVED, ASCENDING)]
        found = self._cases.find(asked, {"outbox": 0}, sort=oldest, limit=limit, hint=_index(scope))
        return [case_of(each) for each in found]


def _index(scope: Scope) -> str:
    return BY_AREA if scope.areas else BY_TOPIC


def _where(scope: Scope) -> dict[str, Any]:
    areas = {"area": {"$in": list(scope.areas)}} if scope.areas else {}
    return {**areas, "category": {"$in": list(scope.categories)}}
