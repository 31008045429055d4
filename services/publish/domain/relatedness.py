"""What the knowledge base has on the matter of a case.

Most words of Vietnamese are two syllables, so it is pairs of syllables that two titles must share: single ones
("trước", "nay", "làm") occur everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from services.publish.domain.folding import words_in
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.domain.public_case import PublicCase

#: One pair in common is chance, as "cho con" is; two are a matter. So is the very same category.
PAIRS = 2
Pair = tuple[str, str]


class Titles:
    """The titles of entries, by what they say. Looked up in the time that a case's own title takes."""

    def __init__(self, entries: Sequence[KnowledgeEntry]) -> None:
        self._entries = entries
        self._saying: defaultdict[Pair, list[int]] = defaultdict(list)
        self._under: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            for pair in _pairs(entry.title("vi")):
                self._saying[pair].append(number)
            if category := entry.content.get("category"):
                self._under[category].append(number)

    def on(self, case: PublicCase, most: int) -> list[KnowledgeEntry]:
        """Return at most so many entries on the matter of a case, those with most in common first."""
        common = Counter(number for pair in _pairs(case.title) for number in self._saying.get(pair, ()))
        common.update(dict.fromkeys(self._under.get(case.category or "", ()), PAIRS))
        related = sorted((-count, number) for number, count in common.items() if count >= PAIRS)
        return [self._entries[number] for _, number in related[:most]]


def _pairs(text: str) -> Iterable[Pair]:
    return set(pairwise(words_in(text)))
