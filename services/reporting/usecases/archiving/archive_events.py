"""Keep what reporting is told before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events import Event, encode
from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.bare import bare
from services.reporting.usecases.archiving.ports import Archive

#: State of who may sign in, not of cases: it has a store of its own, and hashes of tokens belong into no archive.
NOT_ARCHIVED = frozenset({"account.changed"})


@dataclass(frozen=True, slots=True)
class ArchiveEvents:
    """One write for a whole batch.

    What the facts are made of afterwards is what was archived, not what came: so whatever is counted can be counted
    again from the archive, and nothing that is not in the archive can be in a figure.
    """

    archive: Archive
    clock: Clock

    def __call__(self, events: Sequence[Event]) -> list[Event]:
        """Archive the events, durably. Returns them in the order they came, without what is personal."""
        kept = [event if event.type in NOT_ARCHIVED else bare(event) for event in events]
        now = self.clock.now()
        entries = [
            Archived(event.subject, event.id, now, encode(event)) for event in kept if event.type not in NOT_ARCHIVED
        ]
        if entries:
            self.archive.append(entries)
        return kept
