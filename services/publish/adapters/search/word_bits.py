"""Collection `search_words`: one document per word and month, with a bit for each case of the month that has the word.

Bits are set and cleared by `$bit`, which is atomic and may be repeated: no lock, no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from bson.int64 import Int64
from pymongo import UpdateOne
from pymongo.database import Database

from services.publish.adapters.search.numbers import Bits, Month, bit_of

AT_ONCE = 20_000
#: The sixty bits of a field, but one.
_ALL = (1 << 60) - 1

#: A field, and a bit in it.
Place = Sequence[int]


class WordBits:
    """Which cases have which words."""

    def __init__(self, database: Database[Any]) -> None:
        self._words = database["search_words"]

    def set(self, found_by: Iterable[tuple[int, Iterable[str]]]) -> None:
        """Note by which words numbers are found."""
        months: dict[Month, defaultdict[str, list[Place]]] = {}
        for number, words in found_by:
            month, *place = bit_of(number)
            of_month = months.setdefault(month, defaultdict(list))
            for word in words:
                of_month[word].append(place)
        writes = [
            UpdateOne({"_id": f"{word} {month}"}, {"$bit": _ored(places)}, upsert=True)
            for month, of_month in months.items()
            for word, places in of_month.items()
        ]
        for start in range(0, len(writes), AT_ONCE):
            self._words.bulk_write(writes[start : start + AT_ONCE], ordered=False)

    def clear(self, number: int, words: Sequence[str]) -> list[str]:
        """Note that a number is not found by words any more; return those by which nothing is found now.

        A document whose last bit was cleared is removed: a word that an editor hid must not stay behind in the index.
        """
        month, field, bit = bit_of(number)
        kept = {"$bit": {f"b.{field}": {"and": Int64(_ALL ^ bit)}}}
        keys = [f"{word} {month}" for word in words]
        if keys:
            self._words.bulk_write([UpdateOne({"_id": key, f"b.{field}": {"$exists": True}}, kept) for key in keys])
        for each in self._words.find({"_id": {"$in": keys}}):
            if not any(each["b"].values()):
                self._words.delete_one(each)
        return [word for word in words if not self._words.find_one(_of_any_month(word), {"_id": 1})]

    def read(self, group: Iterable[str], months: Sequence[Month]) -> dict[Month, Bits]:
        """Return which cases of these months have any word of the group."""
        keys = [f"{word} {month}" for word in group for month in months]
        found: dict[Month, Bits] = {}
        for each in self._words.find({"_id": {"$in": keys}}):
            month, bits = int(each["_id"].rpartition(" ")[2]), each["b"]
            known = found.setdefault(month, {})
            for name, value in bits.items():
                field = int(name)
                known[field] = known.get(field, 0) | value
        return found


def _ored(places: Iterable[Place]) -> dict[str, dict[str, Int64]]:
    bits: Bits = {}
    for field, bit in places:
        bits[field] = bits.get(field, 0) | bit
    return {f"b.{field}": {"or": Int64(value)} for field, value in bits.items()}


def _of_any_month(word: str) -> dict[str, Any]:
    return {"_id": {"$gte": f"{word} ", "$lt": f"{word}!"}}
