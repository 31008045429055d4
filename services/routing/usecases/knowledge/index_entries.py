"""Make findable what an import stored: it does so itself, and what was killed in between is found here."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.usecases.knowledge.ports import Entries


@dataclass(frozen=True, slots=True)
class IndexEntries:
    """One turn of a sweep."""

    entries: Entries

    def __call__(self) -> bool:
        """Return whether there may be more to do at once."""
        return self.entries.index_due() > 0
