"""Cases in MongoDB: one document each, with the events that wait to be told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.adapters.bulk import insert_unknown
from services.routing.adapters.case_document import (
    addition_document,
    case_document,
    case_of,
    entry_document,
    found_anew,
    moving_parts,
)
from services.routing.domain.case import Case, State
from services.routing.usecases.ports import MOST_COUNTED, Change, Page, Search

NEWEST_FIRST = [("submission.received_at", DESCENDING), ("_id", DESCENDING)]


class MongoCases:
    """Collection `cases`, keyed by case code. `version` guards changes against one another."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        ensure_outbox(self._cases)
        for field in ("state", "agency"):
            self._cases.create_index([(field, ASCENDING), *NEWEST_FIRST], name=f"by_{field}")
        self._cases.create_index(NEWEST_FIRST, name="newest_first")
        held = {"forward_at": {"$type": "date"}}
        self._cases.create_index([("forward_at", ASCENDING)], name="held", partialFilterExpression=held)

    def add(self, changes: Sequence[Change]) -> int:
        """Insert all in one round trip; a duplicate key means that the case has been routed before."""
        documents = [{**case_document(each.case), "outbox": _entries(each.case, each.events)} for each in changes]
        return insert_unknown(self._cases, documents)

    def find(self, codes: Iterable[str]) -> Mapping[str, Case]:
        """Return the cases that exist, in one round trip."""
        found = self._cases.find({"_id": {"$in": list(codes)}}, {"outbox": 0})
        return {each["_id"]: case_of(each) for each in found}

    def save(self, changes: Sequence[Change]) -> bool:
        """Write all in one round trip, each only over the version it was made from."""
        if not changes:
            return True
        result = self._cases.bulk_write([_update(each) for each in changes], ordered=False)
        return result.matched_count == len(changes)

    def search(self, search: Search) -> Page:
        """Return a page; the total is counted by the same index, up to `MOST_COUNTED`."""
        wanted = {"state": search.state and search.state.value, "holders": search.agency}
        query: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        if not search.held:
            query["forward_at"] = None
        found = self._cases.find(query, {"outbox": 0}, sort=NEWEST_FIRST, skip=search.offset, limit=search.limit)
        return Page([case_of(each) for each in found], self._cases.count_documents(query, limit=MOST_COUNTED))

    def due_to_forward(self, now: datetime, limit: int) -> list[Case]:
        """Return held cases that are due, by the index that holds nothing else."""
        due = {"forward_at": {"$type": "date", "$lte": now}, "state": State.HELD.value}
        return [case_of(each) for each in self._cases.find(due, {"outbox": 0}, sort=[("forward_at", 1)], limit=limit)]


def _update(change: Change) -> UpdateOne:
    """The outbox is only ever pushed to: the relay may be taking entries out at this moment."""
    before = change.before
    if before is None:
        raise ValueError("a new case is added, not saved")
    after = replace(change.case, version=before.version + 1)
    new, added = after.history[len(before.history) :], after.additions[len(before.additions) :]
    pushed = {
        "history": {"$each": [entry_document(each) for each in new]},
        "additions": {"$each": [addition_document(each) for each in added]},
        "outbox": {"$each": _entries(after, change.events)},
    }
    changed = {**moving_parts(after), **found_anew(before, after)}
    return UpdateOne({"_id": after.code, "version": before.version}, {"$set": changed, "$push": pushed})


def _entries(case: Case, events: Iterable[Event]) -> list[dict[str, Any]]:
    """An event that names no agency is told under the one that has the case."""
    return [entry(event, getattr(event.data, "agency", None) or case.current.agency) for event in events]
