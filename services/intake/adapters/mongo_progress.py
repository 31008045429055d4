"""How far each case is, in MongoDB: collection `progress`, `_id` is the code, one field per kind of fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from services.intake.domain import progress
from services.intake.domain.progress import ANSWERED, ASKED, CLASSIFIED, Fact, Step
from services.intake.usecases.ports import Progress

COLLECTION = "progress"


class MongoProgress:
    """The board. `$max` compares embedded documents field by field, in the order the domain gives them, so the server
    itself keeps the greatest fact whatever two processes write at once.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._progress = database[COLLECTION]

    def record(self, steps: Iterable[Step]) -> None:
        """Keep the greatest fact of each kind, all in one bulk write."""
        writes = [UpdateOne({"_id": each.code}, {"$max": {each.kind: each.fact}}, upsert=True) for each in steps]
        if writes:
            self._progress.bulk_write(writes, ordered=False)

    def find(self, code: str) -> Progress | None:
        """Return how far the case is, None for no such case."""
        return self.find_many([code]).get(code)

    def find_many(self, codes: Iterable[str]) -> dict[str, Progress]:
        """Return how far each case is; what is no case is left out."""
        found = self._cases.aggregate(
            [
                {"$match": {"_id": {"$in": list(codes)}}},
                {"$project": {"received_at": 1}},
                {"$lookup": {"from": COLLECTION, "localField": "_id", "foreignField": "_id", "as": "facts"}},
            ]
        )
        return {each["_id"]: _progress(each["_id"], each["received_at"], *each["facts"]) for each in found}


def _progress(code: str, received_at: datetime, facts: Mapping[str, Any] | None = None) -> Progress:
    known: dict[str, Fact] = {kind: fact for kind, fact in (facts or {}).items() if kind != "_id"}
    status = progress.status_of(known)
    answer = known[ANSWERED] if status == ANSWERED else {}
    asked = known[ASKED] if status == "waiting" else {}
    decided = known.get(CLASSIFIED)
    return Progress(
        code=code,
        status=status,
        changed_at=progress.changed_at(known, received_at),
        agency=progress.told(known, "agency"),
        agency_name=progress.told(known, "agency_name"),
        due_at=progress.told(known, "due_at"),
        answered_at=answer.get("at"),
        outcome=answer.get("outcome"),
        published=progress.is_published(known),
        question=asked.get("question"),
        answer_by=asked.get("answer_by"),
        classified=(decided["category"] or None, decided["area"] or None) if decided else None,
    )
