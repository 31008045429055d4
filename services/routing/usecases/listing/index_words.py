"""Index words: what was said and answered can be found a moment later, and routing never waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.usecases.listing.ports import WordIndex

PAGE = 500


@dataclass(frozen=True, slots=True)
class IndexWords:
    """One turn."""

    index: WordIndex

    def __call__(self) -> bool:
        """Index at most a page of cases; return whether there may be more."""
        return self.index.bring_up_to_date(PAGE) > 0 or self.index.index_due(PAGE) == PAGE
