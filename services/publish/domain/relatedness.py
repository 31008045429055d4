"""Whether an entry of the knowledge base is about the same as a case.

Most words of Vietnamese are two syllables, so it is pairs of syllables that two titles must share: single ones
("trước", "nay", "làm") occur everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from services.publish.domain.folding import words_in
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.domain.public_case import PublicCase

#: One pair in common is chance, as "cho con" is; two are a matter.
PAIRS = 2


def is_related(entry: KnowledgeEntry, case: PublicCase) -> bool:
    """Return whether the titles share pairs of syllables, or the entry is of the very category of the case."""
    if entry.content.get("category") and entry.content["category"] == case.category:
        return True
    return len(_pairs(entry.title("vi")) & _pairs(case.title)) >= PAIRS


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(words_in(text)))


def most_related(entries: Iterable[KnowledgeEntry], case: PublicCase, most: int) -> list[KnowledgeEntry]:
    """Return the first `most` of the entries that are about the same as the case."""
    return [each for each in entries if is_related(each, case)][:most]
