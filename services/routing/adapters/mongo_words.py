"""The words by which cases are found, as bits: collection `search_words`.

Every case has a number (`search_no`), counted up as cases are indexed. One document per block of `BLOCK` numbers and
word says in one bit each which cases have the word. Bits are only ever set, by `$bit`, which is atomic and may be
repeated: two processes may index at once, and one that dies leaves at worst bits of a number that no case has. What a
word says may be more than is true today (a case has left an agency): whoever searches looks at the cases themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bson.int64 import Int64
from pymongo import ASCENDING, ReturnDocument, UpdateOne
from pymongo.database import Database

from services.routing.adapters.case_document import case_of, moving_parts
from services.routing.adapters.searched_texts import READ, words_of_case

BLOCK = 4_096
#: Bits in one number of a document: MongoDB's are signed.
WIDTH = 63
UP_TO_DATE = "up-to-date"
_DONE = {"$unset": {"search_due": ""}}


class MongoWords:
    """Port `WordIndex`: written behind routing's back."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases, self._words = database["cases"], database["search_words"]
        self._numbers = database["search_numbers"]
        self._is_done, self._reached = False, ""

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        due = {"search_due": True}
        self._cases.create_index([("search_due", ASCENDING)], name="search_due", partialFilterExpression=due)
        self._cases.create_index([("search_no", ASCENDING)], name="search_no", sparse=True)

    def index_due(self, limit: int) -> int:
        """Index a page of cases. What is changed meanwhile stays due, and gets its number the next time."""
        due = list(self._cases.find({"search_due": True}, READ, limit=limit))
        if due:
            numbers = self.write(due)
            self._cases.bulk_write([_done(each, number) for each, number in zip(due, numbers, strict=True)], False)
        return len(due)

    def bring_up_to_date(self, limit: int) -> int:
        """Write cases of older versions anew, each over the version it was read in; then never look for them again."""
        if self._is_done or self._numbers.find_one({"_id": UP_TO_DATE}):
            self._is_done = True
            return 0
        older = {"_id": {"$gt": self._reached}, "open": {"$exists": False}}
        old = list(self._cases.find(older, {"outbox": 0}, sort=[("_id", ASCENDING)], limit=limit))
        if old:
            self._cases.bulk_write([_anew(each) for each in old], ordered=False)
            self._reached = old[-1]["_id"]
        else:
            self._numbers.update_one({"_id": UP_TO_DATE}, {"$set": {"done": True}}, upsert=True)
        return len(old)

    def write(self, cases: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write the words of cases and return their numbers, which the caller stores with them."""
        new = sum(each.get("search_no") is None for each in cases)
        fresh = iter(range(*self._reserved(new)))
        numbers = [next(fresh) if each.get("search_no") is None else int(each["search_no"]) for each in cases]
        self._set(zip(numbers, map(words_of_case, cases), strict=True))
        return numbers

    def _reserved(self, count: int) -> tuple[int, int]:
        if not count:
            return 0, 0
        found = self._numbers.find_one_and_update(
            {"_id": "cases"}, {"$inc": {"next": count}}, upsert=True, return_document=ReturnDocument.AFTER
        )
        return found["next"] - count, found["next"]

    def _set(self, words: Iterable[tuple[int, Iterable[str]]]) -> None:
        """Set all bits of a page at once: common words of many cases are one change of one document."""
        bits: dict[str, dict[str, int]] = {}
        for number, found in words:
            block, place = divmod(number, BLOCK)
            field, bit = f"b.{place // WIDTH}", 1 << place % WIDTH
            for word in found:
                fields = bits.setdefault(key(block, word), {})
                fields[field] = fields.get(field, 0) | bit
        if bits:
            self._words.bulk_write([_or(each, fields) for each, fields in bits.items()], ordered=False)


def key(block: int, word: str) -> str:
    """Return the document of a word in a block; all of a block's words stand together, in order."""
    return f"{block:06d}/{word}"


def _or(word: str, fields: Mapping[str, int]) -> UpdateOne:
    changes = {field: {"or": Int64(value)} for field, value in fields.items()}
    return UpdateOne({"_id": word}, {"$bit": changes}, upsert=True)


def _anew(document: Mapping[str, Any]) -> UpdateOne:
    same = {"_id": document["_id"], "version": document["version"]}
    return UpdateOne(same, {"$set": {**moving_parts(case_of(document)), "search_due": True}})


def _done(case: Mapping[str, Any], number: int) -> UpdateOne:
    same = {"_id": case["_id"], "version": case["version"], "search_no": case.get("search_no")}
    return UpdateOne(same, {**_DONE, "$set": {"search_no": number}})
