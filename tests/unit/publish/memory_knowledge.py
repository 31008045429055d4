"""The knowledge base in memory. The contract suite holds it to what MongoDB does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.kit.text import fold
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.usecases.knowledge.ports import Facets, Found, Question

TITLE_WEIGHS = 3


class MemoryKnowledge:
    """Port `KnowledgeStore`."""

    def __init__(self) -> None:
        self.by_code: dict[str, KnowledgeEntry] = {}

    def keep(self, entries: Sequence[KnowledgeEntry]) -> None:
        for each in entries:
            known = self.by_code.get(each.code)
            if known is None or known.changed_at < each.changed_at:
                self.by_code[each.code] = each

    def find(self, question: Question) -> Found:
        found = [each for each in self._public(question.day) if _fits(each, question)]
        found.sort(key=lambda each: (-_score(each, question.words), _sort(each), each.code))
        return Found(found[question.skip :][: question.most], len(found))

    def show(self, code: str) -> KnowledgeEntry | None:
        return self.by_code.get(code)

    def titles(self, day: date) -> Sequence[KnowledgeEntry]:
        names = ("title_vi", "title_en", "category")
        return [
            replace(each, content={name: each.content[name] for name in names if name in each.content})
            for each in self._public(day)
        ]

    def facets(self, day: date) -> Facets:
        public = self._public(day)
        named = [
            sorted({e.content[name] for e in public if name in e.content}) for name in ("level", "field", "agency")
        ]
        return Facets(dict(Counter(each.kind for each in public)), *named)

    def _public(self, day: date) -> list[KnowledgeEntry]:
        there = [each for each in self.by_code.values() if each.is_shown_on(day)]
        return [each for each in there if each.last_day >= day.isoformat()]


def _fits(entry: KnowledgeEntry, question: Question) -> bool:
    named = ((question.level, "level"), (question.field, "field"), (question.agency, "agency"))
    words, wanted = set(entry.words.split()), set(question.words)
    found = _score(entry, question.words) >= max(2, -(-len(wanted) // 2)) if question.any_of else wanted <= words
    return (
        found
        and question.kind in (None, entry.kind)
        and all(value in (None, entry.content.get(name)) for value, name in named)
    )


def _score(entry: KnowledgeEntry, words: Sequence[str]) -> int:
    title, everything = set(entry.title_words.split()), set(entry.words.split())
    return len(everything & set(words)) + (TITLE_WEIGHS - 1) * len(title & set(words))


def _sort(entry: KnowledgeEntry) -> str:
    return f"{entry.content.get('from_day', '')}{fold(entry.title('vi'))}"
