"""Search and browse the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.publish.domain.folding import search_words
from services.publish.domain.knowledge import KINDS, KnowledgeEntry, local_day
from services.publish.usecases.knowledge.ports import Facets, Found, KnowledgeStore, Question

PAGE_SIZE, LAST_PAGE = 20, 500
#: Of a whole sentence, so many words are looked for.
MOST_WORDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader looks for."""

    query: str = ""
    kind: str | None = None
    level: str | None = None
    field: str | None = None
    agency: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class KnowledgePage:
    """Some entries, and how many there are. `loosely`: nothing has all the words, these have many of them."""

    entries: Sequence[KnowledgeEntry]
    number: int
    total: int
    loosely: bool = False

    @property
    def more(self) -> bool:
        """Return whether there is a next page."""
        return self.number * PAGE_SIZE < self.total and self.number < LAST_PAGE


class Browse:
    """The use case."""

    def __init__(self, store: KnowledgeStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def __call__(self, wanted: Wanted) -> KnowledgePage:
        """Return a page of what is public today. A number beyond the last page is cut to it."""
        number = min(max(wanted.page, 1), LAST_PAGE)
        question = Question(
            day=local_day(self._clock.now()),
            words=search_words(wanted.query, MOST_WORDS),
            kind=wanted.kind if wanted.kind in KINDS else None,
            level=wanted.level,
            field=wanted.field,
            agency=wanted.agency,
            skip=(number - 1) * PAGE_SIZE,
            most=PAGE_SIZE,
        )
        found = self._store.find(question)
        if found.total or len(question.words) < 2:
            return KnowledgePage(found.entries, number, found.total)
        loosely: Found = self._store.find(replace(question, any_of=True))
        return KnowledgePage(loosely.entries, number, loosely.total, loosely=bool(loosely.total))

    def one(self, code: str) -> KnowledgeEntry:
        """Return an entry. Raises `Rejected("unknown-entry")` also for one that the public may not read today."""
        found = self._store.show(code)
        if found is None or not found.is_shown_on(local_day(self._clock.now())):
            raise Rejected("unknown-entry", "Không có mục này, hoặc đã hết hiệu lực.", "There is no such entry.")
        return found

    def is_over(self, entry: KnowledgeEntry) -> bool:
        """Return whether an event has taken place already."""
        return entry.last_day < local_day(self._clock.now()).isoformat()

    def facets(self) -> Facets:
        """Return what there is to narrow by."""
        return self._store.facets(local_day(self._clock.now()))
