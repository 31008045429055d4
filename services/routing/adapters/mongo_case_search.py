"""Full-text search: words name candidates, newest first, and the cases themselves decide.

Words may say more than is true today, and know nothing of states and clocks; so every candidate is asked for with all
conditions of the list, in portions, until the page is full. After `MOST_EXAMINED` candidates a page ends, full or not,
and the next one goes on from there: no search takes long, and none hides anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pymongo.database import Database

from services.routing.adapters.list_places import unknown_place
from services.routing.adapters.list_queries import Query
from services.routing.adapters.list_rows import SHOWN, row
from services.routing.adapters.mongo_word_search import WordSearch
from services.routing.adapters.searched_texts import TEXTS, of_area, of_category, of_channel, of_holder, texts_of
from services.routing.domain.search_words import Sought, has_phrases, sought
from services.routing.usecases.listing.ports import MOST_COUNTED, Listed, Wanted

PORTION = 250
MOST_EXAMINED = 2_500
#: Phrases are looked for in the texts themselves, which costs more.
MOST_READ = 500
#: More areas than these are a district or the province, more topics a great branch: too many to narrow anything.
MOST_MARKS = 30
_PLACE = re.compile(r"n(\d{1,12})")


@dataclass
class Findings:
    """What came of the candidates so far: cases, how many were looked at, and the last of them."""

    documents: list[Mapping[str, Any]] = field(default_factory=list)
    examined: int = 0
    last: int | None = None
    ended: bool = False


class CaseSearch:
    """Pages of what is found by words, the newest first."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases, self._words = database["cases"], WordSearch(database)

    def find(self, wanted: Wanted, query: Query, limit: int) -> Listed:
        """Return a page."""
        words = sought(wanted.words)
        if words.is_nothing:
            return Listed((), 0, None)
        found = self._examined(self._numbers(words, wanted, _below(wanted.after)), query, words, limit + 1)
        documents = found.documents
        rows = [row(each, wanted.holder) for each in documents[:limit]]
        complete = found.ended and len(documents) <= limit
        total, at_least = self._total(words, wanted, query)
        if complete and wanted.after is None:
            total, at_least = len(rows), False
        last = documents[limit - 1]["search_no"] if len(documents) > limit else found.last
        return Listed(rows, max(total, len(rows)), None if complete else f"n{last}", at_least)

    def _numbers(self, words: Sought, wanted: Wanted, below: int | None) -> Iterator[int]:
        return self._words.numbers(words, _marks(wanted), below)

    def _examined(self, numbers: Iterator[int], query: Query, words: Sought, limit: int) -> Findings:
        found = Findings()
        most = MOST_READ if words.phrases else MOST_EXAMINED
        while found.examined < most and len(found.documents) < limit and not found.ended:
            portion = list(islice(numbers, PORTION))
            found.documents += self._fulfilling(portion, query, words)
            found.examined, found.last = found.examined + len(portion), portion[-1] if portion else found.last
            found.ended = len(portion) < PORTION
        return found

    def _total(self, words: Sought, wanted: Wanted, query: Query) -> tuple[int, bool]:
        """Return how many there are and whether that is a lower bound: only so many candidates are counted."""
        if words.phrases:
            return 0, True
        candidates = list(islice(self._numbers(words, wanted, None), MOST_COUNTED + 1))
        among = {**query, "search_no": {"$in": candidates[:MOST_COUNTED]}}
        return self._cases.count_documents(among, hint="search_no"), len(candidates) > MOST_COUNTED

    def _fulfilling(self, numbers: Sequence[int], query: Query, words: Sought) -> list[Mapping[str, Any]]:
        """Return the cases among these that the list wants, newest first."""
        if not numbers:
            return []
        shown = {**SHOWN, **TEXTS} if words.phrases else SHOWN
        found = self._cases.find({**query, "search_no": {"$in": list(numbers)}}, shown).hint("search_no")
        by_number = sorted(found, key=lambda each: int(each["search_no"]), reverse=True)
        return [each for each in by_number if not words.phrases or has_phrases(texts_of(each), words.phrases)]


def _marks(wanted: Wanted) -> list[list[str]]:
    """Return the words that nobody typed, but which narrow the candidates all the same."""
    marks = []
    if wanted.holder or wanted.agency:
        marks.append([of_holder(wanted.holder or wanted.agency or "")])
    if wanted.channel:
        marks.append([of_channel(wanted.channel)])
    for mark, values in ((of_category, wanted.categories), (of_area, wanted.areas)):
        if 0 < len(values) <= MOST_MARKS:
            marks.append([mark(each) for each in values])
    return marks


def _below(after: str | None) -> int | None:
    if after is None:
        return None
    match = _PLACE.fullmatch(after)
    if not match:
        raise unknown_place()
    return int(match[1])
