"""Keeps the words of published cases up to date, behind the back of who publishes them.

A case whose public part changed is `search_due`, and `search_gone` has the words it was found by before. Once it is
indexed it has a number, `search_no`. Whatever happens meanwhile leaves it due, so it is done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, ReturnDocument, UpdateOne
from pymongo.database import Database

from services.publish.adapters.documents import case_of, public_case_of
from services.publish.adapters.mongo_cases import counted
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.search.marks import GONE, IS_DUE, NUMBER
from services.publish.adapters.search.numbers import day_of, number_of
from services.publish.adapters.search.vocabulary import MongoVocabulary
from services.publish.adapters.search.word_bits import WordBits
from services.publish.domain.days import local_day
from services.publish.domain.words import words_of

UP_TO_DATE = "up-to-date"
_READ = {"public": 1, NUMBER: 1, GONE: 1, "revision": 1}
_DONE = {IS_DUE: "", GONE: ""}


class MongoSearchIndex:
    """Port `SearchIndex`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases, self._numbers = database["cases"], database["search_numbers"]
        self._bits = WordBits(database)
        self._vocabulary, self._counts = MongoVocabulary(database), MongoCounts(database)
        self._is_done = False

    def index_due(self, most: int) -> int:
        """Index cases that are due; return how many were."""
        due = list(self._cases.find({IS_DUE: True}, _READ, limit=most))
        self._forget(due)
        self.add([each for each in due if each.get("public")])
        gone = [each for each in due if not each.get("public")]
        self._write_each(gone, [{"$unset": {**_DONE, NUMBER: ""}}] * len(gone))
        return len(due)

    def enter(self, documents: Sequence[dict[str, Any]]) -> None:
        """Give documents that are about to be inserted, and that nobody knows yet, their numbers and words."""
        numbers = self._numbered(documents)
        for each in documents:
            each[NUMBER] = numbers[each["_id"]]
        words = [words_of(public_case_of(each["public"])) for each in documents]
        self._vocabulary.add(words)
        self._bits.set(zip((each[NUMBER] for each in documents), words, strict=True))

    def add(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Index documents with a public part: number, then bits, then done.

        A number is stored before any bit of it is set, so that no words are ever kept that no case could clear.
        """
        numbers = self._numbered(documents)
        fresh = [each for each in documents if each.get(NUMBER) != numbers[each["_id"]]]
        self._write_each(fresh, [{"$set": {NUMBER: numbers[each["_id"]]}} for each in fresh])
        ready = self._unchanged(documents)
        words = [words_of(public_case_of(each["public"])) for each in ready]
        known = [_gone(each) if each.get(NUMBER) == numbers[each["_id"]] else frozenset() for each in ready]
        self._vocabulary.add(found_by - before for found_by, before in zip(words, known, strict=True))
        self._bits.set(zip((numbers[each["_id"]] for each in ready), words, strict=True))
        self._write_each(ready, [{"$unset": _DONE}] * len(ready))

    def _unchanged(self, documents: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return those that still are as they were read."""
        codes = {"_id": {"$in": [each["_id"] for each in documents]}}
        now = {each["_id"]: each["revision"] for each in self._cases.find(codes, {"revision": 1})}
        return [each for each in documents if now.get(each["_id"]) == each["revision"]]

    def bring_up_to_date(self, most: int) -> int:
        """Mark cases of older versions as due, and their days; then never look for them again."""
        if self._is_done or self._numbers.find_one({"_id": UP_TO_DATE, "done": True}):
            self._is_done = True
            return 0
        reached = (self._numbers.find_one({"_id": UP_TO_DATE}) or {}).get("reached", "")
        old = list(self._cases.find({"_id": {"$gt": reached}}, sort=[("_id", ASCENDING)], limit=most))
        if old:
            self._mark(old)
        progress = {"reached": old[-1]["_id"]} if old else {"done": True}
        self._numbers.update_one({"_id": UP_TO_DATE}, {"$set": progress}, upsert=True)
        return len(old)

    def _mark(self, old: Sequence[Mapping[str, Any]]) -> None:
        """Store what older versions did not; whoever changes a case meanwhile has stored it."""
        self._counts.mark(each["answered_at"] for each in old if "answered_at" in each)
        self._write_each(old, map(_brought_up_to_date, old))

    def _forget(self, due: Iterable[Mapping[str, Any]]) -> None:
        """Clear the words by which cases are not found any more."""
        for each in due:
            if each.get(NUMBER) is not None and (words := sorted(_gone(each) - _still(each))):
                self._vocabulary.remove(words, self._bits.clear(each[NUMBER], words))

    def _numbered(self, documents: Iterable[Mapping[str, Any]]) -> dict[str, int]:
        """Return the number of each case: the one it has, unless its answer is of another day."""
        numbers: dict[str, int] = {}
        new: dict[Any, list[str]] = {}
        for each in documents:
            day, number = local_day(each["public"]["answered_at"]), each.get(NUMBER)
            if number is not None and day_of(number) == day:
                numbers[each["_id"]] = number
            else:
                new.setdefault(day, []).append(each["_id"])
        for day, codes in new.items():
            start = self._reserved(day.toordinal(), len(codes))
            numbers.update((code, number_of(day, start + place)) for place, code in enumerate(codes))
        return numbers

    def _reserved(self, day: int, many: int) -> int:
        """Take so many places of a day for good, and return the first."""
        more = {"$inc": {"next": many}}
        found = self._numbers.find_one_and_update({"_id": day}, more, upsert=True, return_document=ReturnDocument.AFTER)
        return int(found["next"]) - many

    def _write_each(self, documents: Sequence[Mapping[str, Any]], updates: Iterable[Mapping[str, Any]]) -> None:
        """Write what still is as it was read."""
        pairs = zip(documents, updates, strict=True)
        writes = [UpdateOne({"_id": each["_id"], "revision": each["revision"]}, update) for each, update in pairs]
        if writes:
            self._cases.bulk_write(writes, ordered=False)


def _gone(document: Mapping[str, Any]) -> frozenset[str]:
    """Return the words a case was found by before it changed."""
    return frozenset(word for words in document.get(GONE, ()) for word in words.split())


def _still(document: Mapping[str, Any]) -> frozenset[str]:
    """Return the words that the number of a case keeps: none where it is to have another number."""
    public = document.get("public")
    if not public or day_of(document[NUMBER]) != local_day(public["answered_at"]):
        return frozenset()
    return words_of(public_case_of(public))


def _brought_up_to_date(document: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in counted(case_of(document)).items() if value is not None}
    due = {IS_DUE: True} if document.get("public") and document.get(NUMBER) is None else {}
    return {"$set": {**fields, **due}}
