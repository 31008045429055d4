"""Lists of cases in MongoDB: every list begins at an index in the order it is shown in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.failures import Rejected
from services.routing.adapters.mongo_words import MongoWords
from services.routing.usecases.listing.ports import MOST_COUNTED, MOST_PER_PAGE, Listed, Row, Wanted

Query = dict[str, Any]
ORDERS = {
    "due": [("due_at", ASCENDING), ("_id", ASCENDING)],
    "received": [("submission.received_at", ASCENDING), ("_id", ASCENDING)],
    "newest": [("submission.received_at", DESCENDING), ("_id", DESCENDING)],
}
SHOWN = {
    "submission.title": 1,
    "submission.channel": 1,
    "submission.received_at": 1,
    "assignments": 1,
    **dict.fromkeys(
        ("state", "agency", "category", "area", "urgency", "due_at", "level", "returns", "reopened", "followers"), 1
    ),
    **dict.fromkeys(("wants_time", "submitted", "question.answer_by", "forward_at", "assignee", "incident"), 1),
}
_AFTER = re.compile(r"(\d{1,15})-(\d{13})")
OPEN = ("triage", "held", "routed", "accepted", "waiting", "reopened")


class MongoCaseLists:
    """Port `CaseLists`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]
        self._words = MongoWords(database)

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        due = [("due_at", ASCENDING), ("_id", ASCENDING)]
        for field in ("state", "category", "area"):
            self._cases.create_index([(field, ASCENDING), *due], name=f"due_by_{field}")
        self._cases.create_index([("holders", ASCENDING), ("state", ASCENDING), *due], name="due_by_holder")
        for field in ("wants_time", "submitted"):
            only = {field: True}
            self._cases.create_index([(field, ASCENDING), *due], name=f"due_{field}", partialFilterExpression=only)
        for field in ("level", "returns"):
            above = {field: {"$gt": 0}}
            self._cases.create_index([*due], name=f"due_with_{field}", partialFilterExpression=above)
        taken = {"assignee": {"$type": "string"}}
        self._cases.create_index([("assignee", ASCENDING), *due], name="due_by_assignee", partialFilterExpression=taken)

    def find(self, wanted: Wanted, now: datetime) -> Listed:
        """Return a page."""
        limit = min(wanted.limit, MOST_PER_PAGE)
        if wanted.words.strip():
            return self._searched(wanted, now, limit)
        order = ORDERS.get(wanted.order, ORDERS["due"])
        query = _query(wanted, now)
        place = {**query, **_after(wanted)} if wanted.after else query
        found = list(self._cases.find(place, SHOWN, sort=order, limit=limit + 1))
        rows = [_row(each, wanted.holder) for each in found[:limit]]
        return Listed(rows, self._counted(query), _mark(found[limit - 1], wanted.order) if len(found) > limit else None)

    def count(self, wanted: Wanted, now: datetime) -> int:
        """Return how many there are, up to `MOST_COUNTED`."""
        return self._counted(_query(wanted, now))

    def load(self, limit: int) -> Sequence[tuple[str, int, int]]:
        """Return who has taken on how much."""
        stages: list[Query] = [
            {"$match": {"assignee": {"$type": "string"}, "state": {"$in": list(OPEN)}}},
            {
                "$group": {
                    "_id": "$assignee",
                    "open": {"$sum": 1},
                    "late": {"$sum": {"$cond": [{"$gte": ["$level", 2]}, 1, 0]}},
                }
            },
            {"$sort": {"open": -1, "_id": 1}},
            {"$limit": limit},
        ]
        return [(each["_id"], each["open"], each["late"]) for each in self._cases.aggregate(stages)]

    def _counted(self, query: Query) -> int:
        return self._cases.count_documents(query, limit=MOST_COUNTED)

    def _searched(self, wanted: Wanted, now: datetime, limit: int) -> Listed:
        """The words find the newest codes; what else is asked for is asked of those alone."""
        codes = self._words.find(wanted.words, wanted.holder, wanted.states)
        query = {**_query(wanted, now), "_id": {"$in": codes}}
        if wanted.after:
            query["_id"] = {"$in": [code for code in codes if code in _codes_after(codes, wanted.after)]}
        found = list(self._cases.find(query, SHOWN, sort=ORDERS["newest"], limit=limit + 1))
        rows = [_row(each, wanted.holder) for each in found[:limit]]
        total = self._cases.count_documents({**_query(wanted, now), "_id": {"$in": codes}})
        return Listed(rows, total, f"0-{rows[-1].code}" if len(found) > limit else None)


def _codes_after(codes: Sequence[str], after: str) -> set[str]:
    last = after.partition("-")[2]
    return set(codes[codes.index(last) + 1 :]) if last in codes else set(codes)


def _query(wanted: Wanted, now: datetime) -> Query:
    query: Query = {}
    if wanted.states:
        query["state"] = wanted.states[0] if len(wanted.states) == 1 else {"$in": list(wanted.states)}
    for name in ("agency", "urgency", "kind", "assignee"):
        value = getattr(wanted, name)
        if value is not None:
            query[name] = value
    if wanted.channel:
        query["submission.channel"] = wanted.channel
    if wanted.category:
        query["category"] = {"$regex": f"^{re.escape(wanted.category)}(?:\\.|$)"}
    if wanted.areas:
        query["area"] = {"$in": list(wanted.areas)} if len(wanted.areas) > 1 else wanted.areas[0]
    return query | _flags(wanted) | _times(wanted, now) | _scope(wanted)


def _flags(wanted: Wanted) -> Query:
    query: Query = {}
    if wanted.level:
        query["level"] = {"$gte": wanted.level}
    if wanted.returned:
        query["returns"] = {"$gt": 0}
    for name in ("wants_time", "submitted"):
        if getattr(wanted, name):
            query[name] = True
    if wanted.incident:
        query["incident"] = {"$type": "string"}
    return query


def _times(wanted: Wanted, now: datetime) -> Query:
    query: Query = {"due_at": {"$lt": now}} if wanted.overdue else {}
    received: Query = {}
    if wanted.received_from:
        received["$gte"] = wanted.received_from
    if wanted.received_to:
        received["$lt"] = wanted.received_to
    return query | ({"submission.received_at": received} if received else {})


def _scope(wanted: Wanted) -> Query:
    """What an agency may see: never what is held, or lies at the centre, though its name may stand there."""
    if wanted.holder is None:
        return {}
    query: Query = {"holders": wanted.holder, "forward_at": None}
    if wanted.part:
        owed = {"role": "coordinating", "agency": wanted.holder, "contribution": None, "ended_at": None}
        query["assignments"] = {"$elemMatch": owed}
    return query


def _after(wanted: Wanted) -> Query:
    match = _AFTER.fullmatch(wanted.after or "")
    if not match:
        raise Rejected(
            "unknown-place-in-list",
            "Không tìm thấy vị trí này trong danh sách; xin mở lại từ đầu.",
            "There is no such place in the list; please begin again.",
        )
    at, code = datetime.fromtimestamp(int(match[1]) / 1000, UTC), match[2]
    field = "due_at" if wanted.order not in ("received", "newest") else "submission.received_at"
    beyond = "$lt" if wanted.order == "newest" else "$gt"
    return {"$or": [{field: {beyond: at}}, {field: at, "_id": {beyond: code}}]}


def _mark(last: Mapping[str, Any], order: str) -> str:
    at = last["submission"]["received_at"] if order in ("received", "newest") else last["due_at"]
    return f"{int(at.timestamp() * 1000)}-{last['_id']}"


def _row(document: Mapping[str, Any], holder: str | None) -> Row:
    said, question = document["submission"], document.get("question") or {}
    own = _own(document, holder)
    return Row(
        code=document["_id"],
        title=said["title"],
        state=document["state"],
        agency=own["agency"],
        agency_name=own["agency_name"],
        category=document.get("category"),
        area=document.get("area"),
        channel=said["channel"],
        urgency=document.get("urgency", "normal"),
        received_at=said["received_at"],
        due_at=own["due_at"],
        level=own.get("level", 0),
        returns=document.get("returns", 0),
        reopened=document.get("reopened", 0),
        followers=len(document.get("followers", ())),
        wants_time=document.get("wants_time", False),
        submitted=document.get("submitted", False),
        waiting_until=question.get("answer_by"),
        forward_at=document.get("forward_at"),
        assignee=document.get("assignee"),
        incident=document.get("incident"),
        is_part=own.get("role") == "coordinating",
    )


def _own(document: Mapping[str, Any], holder: str | None) -> Mapping[str, Any]:
    """Return the assignment that concerns the reader: a coordinating agency's own part, else the current lead."""
    made: Sequence[Mapping[str, Any]] = document["assignments"]
    lead: Mapping[str, Any] = next(each for each in reversed(made) if each.get("role", "lead") == "lead")
    if holder is None or lead["agency"] == holder:
        return lead
    return next((each for each in reversed(made) if each["agency"] == holder), lead)
