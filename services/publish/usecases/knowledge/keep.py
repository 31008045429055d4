"""Keep the knowledge base as routing tells it: the latest change wins, in whatever order and however often it comes."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.events import Event
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.usecases.knowledge.ports import KnowledgeStore


class KeepKnowledge:
    """Takes `knowledge.changed`."""

    def __init__(self, store: KnowledgeStore) -> None:
        self._store = store

    def __call__(self, events: Sequence[Event]) -> None:
        """Keep the newest word on each entry."""
        newest: dict[str, KnowledgeEntry] = {}
        for entry in (_entry(each) for each in events):
            known = newest.get(entry.code)
            if known is None or known.changed_at < entry.changed_at:
                newest[entry.code] = entry
        self._store.keep(list(newest.values()))


def _entry(event: Event) -> KnowledgeEntry:
    told = event.data
    content = dict(told.content) if told.live else {}
    return KnowledgeEntry(told.entry, told.kind, told.live, content, told.changed_at)
