"""Find what the knowledge base has on the matter of a case."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.clock import Clock
from services.publish.domain.knowledge import KnowledgeEntry, local_day
from services.publish.domain.public_case import PublicCase
from services.publish.domain.relatedness import Titles
from services.publish.usecases.knowledge.ports import KnowledgeStore

MOST_RELATED = 3


class Relate:
    """Knows all titles, put in order once for every copy that the store gives."""

    def __init__(self, store: KnowledgeStore, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._known: Sequence[KnowledgeEntry] | None = None
        self._titles = Titles([])

    def __call__(self, case: PublicCase) -> list[KnowledgeEntry]:
        """Return the entries, with their titles alone; none where nothing is on the matter."""
        known = self._store.titles(local_day(self._clock.now()))
        if known is not self._known:
            self._known, self._titles = known, Titles(known)
        return self._titles.on(case, MOST_RELATED)
