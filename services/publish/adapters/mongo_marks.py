"""What waits in the documents of `cases` for the ledger, as `ledger_marks`, beside the change that it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.publish.adapters.documents import Document, case_of
from services.publish.adapters.indexes import IS_PUBLIC, MARKED, Indexes
from services.publish.domain.case import Case
from services.publish.domain.ledger.marks import Mark, mark_of
from services.publish.usecases.ports import Change

FIELD = "ledger_marks"
SALT_BYTES = 16
_NAMES = tuple(each.name for each in fields(Mark) if each.name != "code")
#: Stored with the first mark of a case, and then for good.
ENTERED = "in_ledger"


def new_salt() -> str:
    """Return random bits, as hex, that nobody can guess."""
    return secrets.token_hex(SALT_BYTES)


def marks_of(change: Change) -> list[Document]:
    """Return what a change adds to the marks that wait in the case's document."""
    revision = (change.before.revision or 0) + 1
    mark = mark_of(change.before.case, change.after, revision, new_salt())
    return [mark_document(mark)] if mark else []


def mark_document(mark: Mark) -> Document:
    """Return a mark as it waits in the document of its case."""
    return {name: getattr(mark, name) for name in _NAMES}


class MongoMarks:
    """Port `Marks` on collection `cases`."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases: Collection[Document] = database["cases"]
        self._indexes = Indexes(database)

    def waiting(self, most: int) -> list[Mark]:
        """Return marks of at most `most` cases, those of one case in their order."""
        self._indexes.ensure()
        found = self._cases.find(MARKED, {FIELD: 1}, limit=most, hint=FIELD)
        return [_mark(each["_id"], mark) for each in found for mark in each[FIELD]]

    def clear(self, marks: Sequence[Mark]) -> None:
        """Take them out of their cases."""
        by_code: dict[str, list[str]] = {}
        for mark in marks:
            by_code.setdefault(mark.code, []).append(mark.id)
        writes = [UpdateOne({"_id": code}, {"$pull": {FIELD: {"id": {"$in": ids}}}}) for code, ids in by_code.items()]
        self._cases.bulk_write(writes, ordered=False)

    def adopt(self, after: str, most: int) -> str | None:
        """Mark published cases that never were; whoever changes one of them meanwhile is asked again next time."""
        found = list(self._cases.find({"_id": {"$gt": after}, **IS_PUBLIC}).sort("_id", ASCENDING).limit(most))
        if not found:
            return None
        if writes := list(_adoptions(found)):
            changed = self._cases.bulk_write(writes, ordered=False)
            if changed.matched_count < len(writes):
                return after
        last: str = found[-1]["_id"]
        return last


def _mark(code: str, waiting: Document) -> Mark:
    return Mark(code=code, **{**waiting, "months": tuple(waiting["months"])})


def _adoptions(documents: Iterable[Document]) -> Iterable[UpdateOne]:
    for each in documents:
        if each.get(ENTERED):
            continue
        mark = mark_of(Case(each["_id"]), case_of(each), each["revision"] + 1, new_salt())
        if mark:
            update: dict[str, Any] = {"$push": {FIELD: mark_document(mark)}, "$set": {ENTERED: True}}
            yield UpdateOne({"_id": each["_id"], "revision": each["revision"]}, {**update, "$inc": {"revision": 1}})
