"""Cases by their clocks, in MongoDB: each question by an index that holds nothing but its answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.adapters.case_document import case_of
from services.routing.domain.case import Case, State

#: What a version that did not watch clocks may have left behind, open.
RUNNING = (State.TRIAGE, State.ROUTED, State.ACCEPTED)


class MongoClocks:
    """Port `Clocks`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the indexes, and watch cases that were stored before clocks were. Safe to repeat."""
        for name, field in (("alarms", "alarm_at"), ("unanswered", "question.answer_by")):
            only = {field: {"$type": "date"}}
            self._cases.create_index([(field, ASCENDING)], name=name, partialFilterExpression=only)
        never_watched = {"alarm_at": {"$exists": False}, "state": {"$in": [state.value for state in RUNNING]}}
        self._cases.update_many(never_watched, [{"$set": {"alarm_at": {"$last": "$assignments.due_at"}}}])

    def alarms(self, now: datetime, limit: int) -> list[Case]:
        """Return cases with a step of escalation due."""
        return self._due("alarm_at", now, limit)

    def unanswered(self, now: datetime, limit: int) -> list[Case]:
        """Return cases whose citizen has not answered in time."""
        return self._due("question.answer_by", now, limit, state=State.WAITING.value)

    def _due(self, field: str, now: datetime, limit: int, **more: Any) -> list[Case]:
        due = {field: {"$type": "date", "$lte": now}, **more}
        return [case_of(each) for each in self._cases.find(due, {"outbox": 0}, sort=[(field, 1)], limit=limit)]
