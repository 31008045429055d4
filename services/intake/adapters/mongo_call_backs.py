"""Call-back tasks in MongoDB: one per number and two hours, whoever opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from ulid import ULID

from services.intake.domain.calls.call_back import (
    CALLED_AGAIN,
    CLOSED,
    MOST_ATTEMPTS,
    OPEN,
    TOGETHER,
    UNREACHABLE,
    Attempt,
    CallBack,
    Missed,
)
from services.kit.failures import Retryable

TRIES = 20


class MongoCallBacks:
    """Collection `call_backs`. `slot` is the number while the task takes further calls; it is unique, and so there is
    one such task per number. A call is in one task only: `calls.call` is unique, too.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._tasks = database["call_backs"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes; no task may be opened without them. Safe to repeat."""
        if not self._prepared:
            is_open = {"state": OPEN}
            self._tasks.create_index(
                "slot", name="slot", unique=True, partialFilterExpression={"slot": {"$exists": True}}
            )
            self._tasks.create_index("calls.call", name="call", unique=True)
            self._tasks.create_index("first_at", name="open", partialFilterExpression=is_open)
            self._tasks.create_index("number", name="number", partialFilterExpression=is_open)
            self._prepared = True

    def owe(self, number: str, missed: Missed, due_at: datetime) -> bool:
        """Add to the number's task, or open one; whoever is overtaken by another looks again."""
        self.prepare()
        for _ in range(TRIES):
            if self._tasks.find_one({"calls.call": missed.call}, {"_id": 1}) or self._added(number, missed):
                return False
            if self._opened(number, missed, due_at):
                return True
        raise Retryable("others open this call-back")

    def find(self, id_: str) -> CallBack | None:
        """Return a task."""
        found = self._tasks.find_one({"_id": id_})
        return _task(found) if found else None

    def open(self, due_by: datetime | None, most: int) -> Sequence[CallBack]:
        """Return open tasks, oldest first."""
        wanted = {"state": OPEN} | ({"due_at": {"$lte": due_by}} if due_by else {})
        return [_task(each) for each in self._tasks.find(wanted).sort("first_at", ASCENDING).limit(most)]

    def open_for(self, number: str) -> Sequence[CallBack]:
        """Return the number's open tasks, oldest first."""
        found = self._tasks.find({"state": OPEN, "number": number}).sort("first_at", ASCENDING)
        return [_task(each) for each in found]

    def claim(self, id_: str, account: str, now: datetime, until: datetime) -> bool:
        """Take it, or keep it longer."""
        free = [{"claimed_until": None}, {"claimed_until": {"$lte": now}}, {"claimed_by": account}]
        mine = {"$set": {"claimed_by": account, "claimed_until": until}}
        return self._tasks.update_one({"_id": id_, "state": OPEN, "$or": free}, mine).matched_count == 1

    def attempted(self, id_: str, attempt: Attempt, due_at: datetime, *, last: bool) -> bool:
        """Push the attempt at its place. A claim that ran out during the call still counts, unless it was taken."""
        mine = {"_id": id_, "state": OPEN, "claimed_by": attempt.by, "attempts": {"$size": attempt.number - 1}}
        rest: dict[str, Any] = {"claimed_by": None, "claimed_until": None, "due_at": due_at}
        change = _closing(UNREACHABLE, attempt.by, attempt.at) if last else {"$set": rest}
        change["$push"] = {"attempts": asdict(attempt)}
        return attempt.number <= MOST_ATTEMPTS and self._tasks.update_one(mine, change).modified_count == 1

    def close(self, id_: str, closing: str, account: str, now: datetime, case: str | None, note: str = "") -> bool:
        """Close a task in hand."""
        mine = {"_id": id_, "state": OPEN, "claimed_by": account}
        change = _closing(closing, account, now)
        change["$set"] |= {"case": case, "note": note}
        return self._tasks.update_one(mine, change).modified_count == 1

    def called_again(self, number: str, at: datetime) -> int:
        """Close what began before the call that was answered."""
        self.prepare()
        earlier = {"number": number, "state": OPEN, "first_at": {"$lte": at}}
        return self._tasks.update_many(earlier, _closing(CALLED_AGAIN, None, at)).modified_count

    def _added(self, number: str, missed: Missed) -> bool:
        """Add the call to the task that still takes calls; one whose two hours are over takes none any more."""
        over = missed.at - TOGETHER
        self._tasks.update_one({"slot": number, "first_at": {"$lte": over}}, {"$unset": {"slot": ""}})
        change = {"$push": {"calls": asdict(missed)}, "$min": {"first_at": missed.at}}
        return self._tasks.update_one({"slot": number, "calls.call": {"$ne": missed.call}}, change).modified_count == 1

    def _opened(self, number: str, missed: Missed, due_at: datetime) -> bool:
        try:
            self._tasks.insert_one(_new(number, missed, due_at))
        except DuplicateKeyError:
            return False
        return True


def _new(number: str, missed: Missed, due_at: datetime) -> dict[str, Any]:
    return {
        "_id": str(ULID()),
        "slot": number,
        "number": number,
        "state": OPEN,
        "first_at": missed.at,
        "due_at": due_at,
        "calls": [asdict(missed)],
        "attempts": [],
        "claimed_by": None,
        "claimed_until": None,
        "closing": None,
        "closed_at": None,
        "closed_by": None,
        "case": None,
    }


def _closing(closing: str, account: str | None, at: datetime) -> dict[str, Any]:
    """Return the change that closes a task: it takes no further calls."""
    closed = {"state": CLOSED, "closing": closing, "closed_by": account, "closed_at": at}
    return {"$set": {**closed, "claimed_by": None, "claimed_until": None}, "$unset": {"slot": ""}}


def _task(document: Mapping[str, Any]) -> CallBack:
    fields = {name: value for name, value in document.items() if name not in {"_id", "slot", "calls", "attempts"}}
    return CallBack(
        id=document["_id"],
        calls=tuple(Missed(**each) for each in document["calls"]),
        attempts=tuple(Attempt(**each) for each in document["attempts"]),
        **fields,
    )
