"""Cases that may be about the same matter, in MongoDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.domain.case import State
from services.routing.domain.file import Place
from services.routing.domain.likeness import Report
from services.routing.usecases.merging.ports import Around

STATES = [state.value for state in State if state not in (State.MERGED, State.WITHDRAWN)]
NEWEST = ("submission.received_at", DESCENDING)
#: Named in every question: the planner, asked for open cases too, would rather read all that are open.
BY_AREA, BY_TOPIC, BY_CELL, BY_TIME = "near_by_area", "near_by_topic", "near_by_cell", "newest_first"
Where = dict[str, Any]
READ = {
    "submission.title": 1,
    "submission.text": 1,
    "submission.address": 1,
    "submission.place": 1,
    "submission.received_at": 1,
    **dict.fromkeys(("category", "area", "state", "agency", "followers"), 1),
}


class MongoNeighbours:
    """Port `Neighbours`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        topic = ("category", ASCENDING)
        self._cases.create_index([("area", ASCENDING), NEWEST, topic], name=BY_AREA)
        self._cases.create_index([topic, NEWEST], name=BY_TOPIC)
        located = {"cell": {"$type": "string"}}
        self._cases.create_index([("cell", ASCENDING), NEWEST], name=BY_CELL, partialFilterExpression=located)

    def near(self, around: Around, limit: int) -> Sequence[Report]:
        """Ask once for the areas and once for the squares; where neither is known, for the topic."""
        found: dict[str, Report] = {}
        for index, where in _places(around):
            for each in self._asked(where, around, limit, index):
                found.setdefault(each["_id"], _report(each))
        return sorted(found.values(), key=lambda each: each.at, reverse=True)[:limit]

    def _asked(self, where: Where, around: Around, limit: int, index: str) -> Any:
        lately = {"$gte": around.since, "$lte": around.until}
        asked = {**where, "submission.received_at": lately, "state": {"$in": STATES}}
        return self._cases.find(asked, READ, sort=[NEWEST], limit=limit, hint=index)


def _places(around: Around) -> list[tuple[str, Where]]:
    topic: Where = {"category": {"$in": [*around.categories, None]}} if around.categories else {}
    places: list[tuple[str, Where]] = []
    if around.areas:
        places.append((BY_AREA, {"area": {"$in": list(around.areas)}, **topic}))
    if around.cells:
        places.append((BY_CELL, {"cell": {"$in": list(around.cells), "$type": "string"}}))
    return places or [(BY_TOPIC if topic else BY_TIME, topic)]


def _report(document: Mapping[str, Any]) -> Report:
    said = document["submission"]
    place = said.get("place")
    return Report(
        code=document["_id"],
        title=said["title"],
        text=said["text"],
        address=said.get("address"),
        category=document.get("category"),
        area=document.get("area"),
        place=Place(**place) if place else None,
        at=said["received_at"],
        state=document["state"],
        agency=document.get("agency", ""),
        followers=len(document.get("followers", ())),
    )
