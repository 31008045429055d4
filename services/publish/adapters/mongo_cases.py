"""Collection `cases`: one document per case, with its outbox and, once published, the part the public may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pymongo import InsertOne, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.kit.storage.outbox import entry
from services.publish.adapters.documents import Document, case_of, changed_fields, public_document
from services.publish.adapters.indexes import Indexes
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.mongo_marks import ENTERED, FIELD, marks_of
from services.publish.adapters.search.marks import GONE, IS_DUE, search_mark
from services.publish.domain.case import Case
from services.publish.domain.public_case import public_case
from services.publish.usecases.ports import Change, Stored

_DUPLICATE_KEY = 11000
#: What is written anew with every change because it follows from the rest.
_NOT_CASE = {"public": 0, "outbox": 0, FIELD: 0, GONE: 0}
_OPEN = ("received", "routed", "reopened")


class MongoCases:
    """Cases with optimistic locking: every write raises `revision` and replaces only the one that was read."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases = database["cases"]
        self._counts = MongoCounts(database)
        self._indexes = Indexes(database)

    def load(self, codes: Iterable[str]) -> dict[str, Stored]:
        """Return the cases that exist, by code."""
        self._indexes.ensure()
        found = self._cases.find({"_id": {"$in": list(codes)}}, _NOT_CASE)
        return {each["_id"]: Stored(case_of(each), each["revision"]) for each in found}

    def save(self, changes: Sequence[Change]) -> bool:
        """Write all changes in one bulk write; return whether every one found what it expected."""
        self._counts.mark(_answers(changes))
        try:
            result = self._cases.bulk_write([_write(change) for change in changes], ordered=False)
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            return False
        return result.inserted_count + result.matched_count == len(changes)

    def held(self, most: int) -> list[str]:
        """Return codes of cases that wait for a catalogue."""
        return [each["_id"] for each in self._cases.find({"held": True}, {"_id": 1}, limit=most)]

    def forget_contacts(self, answered_before: datetime) -> int:
        """Remove contacts of cases answered before that moment."""
        old = {"answered_at": {"$lt": answered_before}, "contact_name": {"$exists": True}}
        forget = {"$set": {"contact_forgotten": True}, "$unset": {"contact_name": ""}, "$inc": {"revision": 1}}
        return self._cases.update_many(old, forget).modified_count


def _write(change: Change) -> InsertOne[Document] | UpdateOne:
    """Return the write of one change. Outbox and marks are never replaced: somebody may be emptying them."""
    code, revision = change.after.code, change.before.revision
    mark = search_mark(change)
    outbox = [entry(event, key) for event, key in change.events]
    waiting = {"outbox": outbox, FIELD: marks_of(change), GONE: list(mark.gone)}
    new = {**changed_fields(change.before.case, change.after), **_derived(change)}
    known = {name: value for name, value in new.items() if value is not None}
    known |= {name: True for name, said in ((ENTERED, waiting[FIELD]), (IS_DUE, mark.due)) if said}
    if revision is None:
        return InsertOne({"_id": code, "revision": 1, **known, **waiting})
    update: dict[str, Any] = {"$inc": {"revision": 1}, "$set": known}
    if gone := {name: "" for name, value in new.items() if value is None}:
        update["$unset"] = gone
    if pushed := {name: {"$each": added} for name, added in waiting.items() if added}:
        update["$push"] = pushed
    return UpdateOne({"_id": code, "revision": revision}, update)


def _derived(change: Change) -> Document:
    """Return the fields that indexes and the public's queries use; None means absent."""
    public = public_case(change.after)
    return {
        **counted(change.after),
        "held": True if change.held else None,
        "public": public_document(public) if public else None,
    }


def counted(case: Case) -> Document:
    """Return the fields by which cases are listed at the desk and counted; None means absent."""
    answer, state = case.answer, case.state
    return {
        "state": state,
        "open": True if state in _OPEN else None,
        "answered_at": answer.answered_at if answer else None,
        "on_time": answer.on_time if answer else None,
    }


def _answers(changes: Iterable[Change]) -> Iterator[datetime]:
    """Yield the times of answers that count from now on, or did until now."""
    for change in changes:
        before, after = change.before.case.answer, change.after.answer
        if before is not after:
            yield from (each.answered_at for each in (before, after) if each)
