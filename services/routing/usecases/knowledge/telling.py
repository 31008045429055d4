"""The event by which the public hears of an entry."""

from __future__ import annotations

from services.kit.events import Event, KnowledgeChanged
from services.routing.domain.knowledge.entry import Entry

SOURCE = "/routing"


def told(entry: Entry) -> Event:
    """Return what the public may read of an entry now: its published text, or that it is gone.

    The moment of the change makes the id: telling the same again is the same event.
    """
    data = KnowledgeChanged(
        entry=entry.code,
        kind=entry.kind.value,
        live=entry.is_live,
        content=dict(entry.live or {}) if entry.is_live else {},
        changed_at=entry.changed_at,
    )
    return Event.of(data, source=SOURCE, subject=entry.code, at=entry.changed_at, id=f"{entry.code}/{entry.version}")
