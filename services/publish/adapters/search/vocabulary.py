"""Collection `vocabulary`: each word that published cases are found by, and by how many about.

The number guides: which word is looked up first, which correction is the likelier one. A process that dies between two
writes may leave it one too high, and nothing is found wrongly for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, DeleteOne, UpdateOne
from pymongo.database import Database
from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.kit.storage.remembered import Remembered
from services.publish.domain.spelling import by_frequency
from services.publish.domain.words import AGENCY, AREA, EXACT, MARKED, folded

REMEMBERED_SECONDS = 600.0
#: Corrections are among so many words, some five megabytes of them. Rarer ones are found, but proposed to nobody.
MOST_REMEMBERED = 30_000
MOST_SPELLINGS = 20


class MongoVocabulary:
    """Port `Vocabulary`, and what the index needs of it."""

    def __init__(self, database: Database[Any]) -> None:
        self._words = database["vocabulary"]
        self._frequent = Remembered(self._load_frequent, REMEMBERED_SECONDS)

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        plain = {"plain": True}
        self._words.create_index([("n", DESCENDING)], name="frequent", partialFilterExpression=plain)
        spelled = {"of": {"$exists": True}}
        by_word = [("of", ASCENDING), ("n", DESCENDING)]
        self._words.create_index(by_word, name="spelled", partialFilterExpression=spelled)

    def add(self, found_by: Iterable[Iterable[str]]) -> None:
        """Count the words of cases that are new to them."""
        counted = Counter(word for words in found_by for word in words)
        writes = [UpdateOne({"_id": word}, _more(word, many), upsert=True) for word, many in counted.items()]
        if writes:
            self._words.bulk_write(writes, ordered=False)

    def remove(self, words: Iterable[str], forgotten: Iterable[str]) -> None:
        """Count one case less for words, and drop those that no case has any more."""
        writes: list[UpdateOne | DeleteOne] = [UpdateOne({"_id": word}, {"$inc": {"n": -1}}) for word in words]
        writes += [DeleteOne({"_id": word}) for word in forgotten]
        if writes:
            self._words.bulk_write(writes)

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return by how many cases each of these words is found, without those that none has."""
        found = self._words.find({"_id": {"$in": list(words)}}, {"n": 1})
        return {each["_id"]: each["n"] for each in found if each["n"] > 0}

    def frequent(self) -> Mapping[str, int]:
        """Return the most frequent folded words, some minutes old at most."""
        if not (frequent := self._frequent.get()):
            self._frequent.forget()
        return frequent

    def near(self, word: str, most_wrong: int) -> list[tuple[str, int, int]]:
        """Return frequent words with so many wrong letters at most; two letters in the wrong order are one."""
        frequent = self.frequent()
        found = process.extract(word, frequent.keys(), scorer=OSA.distance, score_cutoff=most_wrong, limit=None)
        return [(other, int(distance), frequent[other]) for other, distance, _ in found]

    def spellings(self, word: str) -> list[str]:
        """Return the spellings of a folded word that occur, the most frequent first; also itself, where it does."""
        found = self._words.find({"of": word}, {"n": 1}, sort=[("n", DESCENDING)], limit=MOST_SPELLINGS)
        spelled = {each["_id"][1:]: each["n"] for each in found}
        return by_frequency(word, self.frequencies([word]).get(word, 0), spelled)

    def agencies(self) -> Sequence[str]:
        """Return whose answers there are."""
        return self._marked(AGENCY)

    def areas(self) -> Sequence[str]:
        """Return what areas published cases are about."""
        return self._marked(AREA)

    def _load_frequent(self) -> dict[str, int]:
        asked = {"plain": True, "n": {"$gte": 2}}
        found = self._words.find(asked, {"n": 1}, sort=[("n", DESCENDING)], limit=MOST_REMEMBERED)
        return {each["_id"]: each["n"] for each in found if each["_id"].isalpha()}

    def _marked(self, mark: str) -> list[str]:
        asked = {"_id": {"$gte": mark, "$lt": chr(ord(mark) + 1)}, "n": {"$gt": 0}}
        return sorted(each["_id"][1:] for each in self._words.find(asked, {"_id": 1}))


def _more(word: str, many: int) -> dict[str, Any]:
    more: dict[str, Any] = {"$inc": {"n": many}}
    if word.startswith(EXACT):
        more["$setOnInsert"] = {"of": folded(word[1:])}
    elif not word.startswith(MARKED):
        more["$setOnInsert"] = {"plain": True}
    return more
