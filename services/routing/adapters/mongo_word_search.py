"""Finding numbers of cases by their words, newest first: a few documents of bits per block, and no case is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from pymongo.database import Database

from services.routing.adapters.mongo_words import BLOCK, WIDTH, key
from services.routing.domain.search_words import Sought

#: How many blocks are asked for at once: few while what is frequent is found at once, more for what is rare.
STRIDES = (1, 4, 16, 64)
_AFTER_ALL = "\uffff"

#: Each of these must be there, in one of its spellings.
Alternatives = Sequence[Sequence[str]]
#: Bits of one word in one block, by the document's key.
Bits = Mapping[str, int]


class WordSearch:
    """Reads what `MongoWords` writes."""

    def __init__(self, database: Database[Any]) -> None:
        self._words, self._numbers = database["search_words"], database["search_numbers"]

    def numbers(self, sought: Sought, marks: Alternatives, below: int | None = None) -> Iterator[int]:
        """Yield the numbers of cases that have (or once had) all of it, newest first, from just under `below`."""
        start = self._next() if below is None else below
        for blocks in _strides((start - 1) // BLOCK):
            for block, bits in self._matching(blocks, [*sought.words, *marks], sought.beginning):
                yield from _descending(block, bits, start)

    def _next(self) -> int:
        found = self._numbers.find_one({"_id": "cases"})
        return int(found["next"]) if found else 0

    def _matching(
        self, blocks: Sequence[int], all_of: Alternatives, beginning: str | None
    ) -> Iterator[tuple[int, int]]:
        wanted = [key(block, each) for block in blocks for alternatives in all_of for each in alternatives]
        found = self._bits({"_id": {"$in": wanted}}) if wanted else {}
        for block in blocks:
            bits = reduce(and_, (_any_of(found, block, each) for each in all_of), ALL)
            if bits and beginning:
                bits &= self._beginning(block, beginning)
            if bits:
                yield block, bits

    def _beginning(self, block: int, beginning: str) -> int:
        first = key(block, beginning)
        return reduce(or_, self._bits({"_id": {"$gte": first, "$lt": first + _AFTER_ALL}}).values(), 0)

    def _bits(self, query: Mapping[str, Any]) -> Bits:
        return {each["_id"]: _joined(each["b"]) for each in self._words.find(query)}


ALL = (1 << BLOCK) - 1


def _strides(newest: int) -> Iterator[Sequence[int]]:
    """Yield blocks from the newest to the first, in growing portions."""
    turn = 0
    while newest >= 0:
        size = STRIDES[min(turn, len(STRIDES) - 1)]
        yield range(newest, max(newest - size, -1), -1)
        newest, turn = newest - size, turn + 1


def _any_of(found: Bits, block: int, alternatives: Sequence[str]) -> int:
    return reduce(or_, (found.get(key(block, each), 0) for each in alternatives), 0)


def _joined(fields: Mapping[str, int]) -> int:
    return sum(int(bits) << int(place) * WIDTH for place, bits in fields.items())


def _descending(block: int, bits: int, below: int) -> Iterator[int]:
    first = block * BLOCK
    if below - first < BLOCK:
        bits &= (1 << max(below - first, 0)) - 1
    while bits:
        highest = bits.bit_length() - 1
        yield first + highest
        bits ^= 1 << highest
