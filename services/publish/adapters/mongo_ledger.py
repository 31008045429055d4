"""The ledger: collection `ledger`, an entry a document, `_id` its number; `ledger_roots`, a root a document and day;
`ledger_months`, which entry was the last about a month's answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateMany, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.publish.adapters.documents import Document
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.marks import WITHDRAWAL, Mark
from services.publish.domain.ledger.roots import Root, Signature
from services.publish.usecases.ledger.ports import MonthState

_DUPLICATE_KEY = 11000
_FORGET = {"$unset": {"salt": "", "content": ""}}


class MongoChain:
    """The entries. A number and a mark are unique: whoever comes second is told by the database."""

    def __init__(self, database: Database[Document]) -> None:
        self._entries = database["ledger"]
        self._state, self._months = database["ledger_state"], database["ledger_months"]

    def head(self) -> Entry | None:
        """Return the last entry."""
        return self._one({}, [("_id", DESCENDING)])

    def first(self) -> Entry | None:
        """Return the first entry."""
        return self._one({}, [("_id", ASCENDING)])

    def find(self, number: int) -> Entry | None:
        """Return one entry."""
        return self._one({"_id": number}, [("_id", ASCENDING)])

    def after(self, number: int, most: int) -> list[Entry]:
        """Return the entries beyond a number, in order."""
        found = self._entries.find({"_id": {"$gt": number}}, {"content": 0}).sort("_id", ASCENDING).limit(most)
        return [_entry(each) for each in found]

    def of_case(self, code: str) -> list[Entry]:
        """Return the entries of a case, in order."""
        return [_entry(each) for each in self._entries.find({"code": code}).sort("_id", ASCENDING)]

    def head_at(self, moment: datetime) -> Entry | None:
        """Return the last entry before a moment."""
        return self._one({"time": {"$lt": moment}}, [("time", DESCENDING), ("_id", DESCENDING)])

    def entered(self, marks: Collection[str]) -> set[str]:
        """Return which of these marks have their entry."""
        return set(self._by_mark(marks))

    def append(self, entries: Sequence[Entry]) -> bool:
        """Add entries in order, up to the first whose number or mark is taken."""
        if not entries:
            return True
        try:
            self._entries.insert_many([_document(each) for each in entries], ordered=True)
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise
            return False
        return True

    def settle(self, marks: Sequence[Mark]) -> None:
        """Keep earlier contents, forget what must go. Where the salt is gone, nothing is kept any more."""
        entered = self._by_mark([mark.id for mark in marks])
        writes = [write for mark in marks for write in self._settling(mark, entered[mark.id]["_id"])]
        if writes:
            self._entries.bulk_write(writes, ordered=True)
        self._months.bulk_write(list(_touched(marks, entered)), ordered=False)

    def months(self) -> list[MonthState]:
        """Return the months that entries are about, the latest first."""
        found = self._months.find().sort("_id", DESCENDING)
        return [MonthState(each["_id"], each["version"], each["changed_at"]) for each in found]

    def withdrawals(self, month: str) -> list[Entry]:
        """Return what was taken back of a month, in order."""
        found = self._entries.find({"kind": WITHDRAWAL, "months": month}).sort("_id", ASCENDING)
        return [_entry(each) for each in found]

    def adopted(self) -> str | None:
        """Return up to which code older cases have been looked at."""
        found = self._state.find_one({"_id": "adopted"})
        return found["code"] if found else ""

    def note_adopted(self, code: str | None) -> None:
        """Remember it."""
        self._state.update_one({"_id": "adopted"}, {"$set": {"code": code}}, upsert=True)

    def _settling(self, mark: Mark, number: int) -> Iterator[UpdateMany | UpdateOne]:
        if mark.forgets:
            older = {"code": mark.code, "_id": {"$lt": number}, "kind": {"$ne": WITHDRAWAL}}
            yield UpdateMany(older, _FORGET)
        elif mark.earlier:
            with_salt = {"_id": self._before(mark.code, number), "salt": {"$exists": True}}
            yield UpdateOne(with_salt, {"$set": {"content": mark.earlier}})

    def _before(self, code: str, number: int) -> int | None:
        found = self._one({"code": code, "_id": {"$lt": number}}, [("_id", DESCENDING)])
        return found.number if found else None

    def _by_mark(self, marks: Collection[str]) -> dict[str, Document]:
        found = self._entries.find({"mark": {"$in": list(marks)}}, {"mark": 1, "time": 1})
        return {each["mark"]: each for each in found}

    def _one(self, asked: Mapping[str, Any], order: list[tuple[str, int]]) -> Entry | None:
        found = next(iter(self._entries.find(asked).sort(order).limit(1)), None)
        return _entry(found) if found else None


class MongoRoots:
    """The signed days."""

    def __init__(self, database: Database[Document]) -> None:
        self._roots = database["ledger_roots"]

    def latest(self, most: int) -> list[Root]:
        """Return the latest roots, the latest day first."""
        return [_root(each) for each in self._roots.find().sort("_id", DESCENDING).limit(most)]

    def after(self, day: str, most: int) -> list[Root]:
        """Return the roots of days after `day`, in order."""
        found = self._roots.find({"_id": {"$gt": day}}).sort("_id", ASCENDING).limit(most)
        return [_root(each) for each in found]

    def add(self, root: Root) -> None:
        """Add a root; what a day has already stays as it is."""
        signatures = [{"key": each.key, "signature": each.signature} for each in root.signatures]
        fields = {"number": root.number, "hash": root.hash, "keys": list(root.keys), "signatures": signatures}
        self._roots.update_one({"_id": root.day.isoformat()}, {"$setOnInsert": fields}, upsert=True)


def _touched(marks: Sequence[Mark], entered: Mapping[str, Document]) -> Iterator[UpdateOne]:
    for mark in marks:
        entry = entered[mark.id]
        for month in mark.months:
            yield UpdateOne(
                {"_id": month}, {"$max": {"version": entry["_id"], "changed_at": entry["time"]}}, upsert=True
            )


def _document(entry: Entry) -> Document:
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name != "number"}
    return {"_id": entry.number, **{name: value for name, value in fields.items() if value is not None}}


def _entry(document: Mapping[str, Any]) -> Entry:
    fields = {name: value for name, value in document.items() if name != "_id"}
    return Entry(number=document["_id"], **{**fields, "months": tuple(fields.get("months", ()))})


def _root(document: Mapping[str, Any]) -> Root:
    return Root(
        day=date.fromisoformat(document["_id"]),
        number=document["number"],
        hash=document["hash"],
        keys=tuple(document["keys"]),
        signatures=tuple(Signature(**each) for each in document["signatures"]),
    )
