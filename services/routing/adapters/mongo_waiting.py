"""The centre's queue in MongoDB, read from collection `cases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.routing.usecases.triage import Waiting

TRIAGE, HELD = "triage", "held"
MOST_COUNTED = 1_000
_SHOWN = {
    "state": 1,
    "urgency": 1,
    "returns": 1,
    "submission.title": 1,
    "submission.received_at": 1,
    "submission.channel": 1,
    "submission.doubts": 1,
    "assignments": {"$slice": -1},
}
_URGENT, _OTHERS = {"urgency": "urgent"}, {"urgency": {"$ne": "urgent"}}


class MongoWaiting:
    """Port `WaitingCases`. Four questions in the order of the queue; each begins at the index."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        keys = [("state", ASCENDING), ("submission.received_at", ASCENDING), ("_id", ASCENDING)]
        self._cases.create_index(keys, name="state_received")

    def first(self, limit: int) -> Sequence[Waiting]:
        """Return the head of the queue."""
        found: list[Waiting] = []
        for state in (TRIAGE, HELD):
            for which in (_URGENT, _OTHERS):
                if len(found) < limit:
                    found += self._some({"state": state, **which}, limit - len(found))
        return found

    def counted(self) -> int:
        """Count them."""
        return self._cases.count_documents({"state": {"$in": [TRIAGE, HELD]}}, limit=MOST_COUNTED)

    def _some(self, wanted: dict[str, Any], limit: int) -> list[Waiting]:
        order = [("submission.received_at", ASCENDING), ("_id", ASCENDING)]
        return [_row(each) for each in self._cases.find(wanted, _SHOWN, sort=order, limit=limit)]


def _row(document: Mapping[str, Any]) -> Waiting:
    said = document["submission"]
    return Waiting(
        code=document["_id"],
        title=said["title"],
        urgency=document["urgency"],
        received_at=said["received_at"],
        channel=said["channel"],
        held=document["state"] == HELD,
        returns=document.get("returns", 0),
        doubted=bool(said.get("doubts")),
        agency_name=document["assignments"][-1]["agency_name"],
    )
