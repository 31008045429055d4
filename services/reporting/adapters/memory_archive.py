"""The archive in memory, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.stretch import EVERYTHING, Stretch, stretches_of


class MemoryArchive:
    """Port `Archive`."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Archived] = {}

    def append(self, entries: Sequence[Archived]) -> None:
        """Keep what is new."""
        for entry in entries:
            self._entries.setdefault((entry.subject, entry.event), entry)

    def entries(self, stretch: Stretch = EVERYTHING, *, before: datetime | None = None) -> Iterator[Archived]:
        """Return a stretch in order."""
        for entry in sorted(self._entries.values()):
            if entry.subject in stretch and (before is None or entry.recorded_at < before):
                yield entry

    def about(self, subjects: Iterable[str], *, before: datetime | None = None) -> Iterator[Archived]:
        """Return what is about these subjects."""
        wanted = set(subjects)
        return (entry for entry in self.entries(before=before) if entry.subject in wanted)

    def since(self, moment: datetime) -> Iterator[Archived]:
        """Return what was recorded since."""
        recent = [entry for entry in self._entries.values() if entry.recorded_at >= moment]
        return iter(sorted(recent, key=lambda entry: entry.recorded_at))

    def subjects_since(self, moment: datetime) -> Sequence[str]:
        """Return the subjects of what was recorded since."""
        return sorted({entry.subject for entry in self.since(moment)})

    def stretches(self, count: int) -> Sequence[Stretch]:
        """Return stretches with the same number of subjects each."""
        return stretches_of((subject for subject, _ in self._entries), count)

    def size(self) -> int:
        """Return how many there are."""
        return len(self._entries)
