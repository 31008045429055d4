"""What the portal counts, in memory: nothing has to be indexed there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.publish.domain.days import local_day
from services.publish.domain.public_case import public_case
from services.publish.domain.spelling import by_frequency
from services.publish.domain.words import EXACT, folded, words_of
from services.publish.usecases.figures import Month
from services.publish.wiring.search import SearchStore
from tests.unit.publish.memory import MemoryCases

OPEN = ("received", "routed", "reopened")


class MemoryIndex:
    """Port `SearchIndex`: memory is searched as it is."""

    def index_due(self, most: int) -> int:
        return 0

    def bring_up_to_date(self, most: int) -> int:
        return 0


class MemoryVocabulary:
    """Port `Vocabulary`: reads all published cases whenever it is asked."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        counted = self._counted()
        return {word: counted[word] for word in words if counted[word]}

    def frequent(self) -> Mapping[str, int]:
        return {word: n for word, n in self._counted().items() if word.isalpha() and n > 1 and word == folded(word)}

    def near(self, word: str, most_wrong: int) -> Sequence[tuple[str, int, int]]:
        frequent = self.frequent()
        found = process.extract(word, list(frequent), scorer=OSA.distance, score_cutoff=most_wrong, limit=None)
        return [(other, int(distance), frequent[other]) for other, distance, _ in found]

    def spellings(self, word: str) -> Sequence[str]:
        counted = self._counted()
        spelled = {each[1:]: n for each, n in counted.items() if each.startswith(EXACT) and folded(each[1:]) == word}
        return by_frequency(word, counted[word], spelled)

    def _counted(self) -> Counter[str]:
        cases = [public_case(each.case) for each in self._cases.stored.values()]
        return Counter(word for case in cases if case for word in words_of(case))


class MemoryCounts:
    """Ports `Counts` and `DayCounts`: counts whenever it is asked."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def count_marked(self, most: int) -> int:
        return 0

    def months(self) -> Sequence[Month]:
        answers = [each.case.answer for each in self._cases.stored.values() if each.case.answer]
        by_month: dict[date, list[bool]] = {}
        for each in answers:
            by_month.setdefault(local_day(each.answered_at).replace(day=1), []).append(each.on_time)
        return [Month(first_day, len(times), sum(times)) for first_day, times in by_month.items()]

    def open_now(self) -> int:
        return sum(each.case.state in OPEN for each in self._cases.stored.values())


class MemoryLeases:
    """Port `Leases`: nobody else is there."""

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        return True


def memory_search(cases: MemoryCases) -> SearchStore:
    """Return the store in memory."""
    counts = MemoryCounts(cases)
    return SearchStore(MemoryIndex(), MemoryVocabulary(cases), counts, counts, MemoryLeases())
