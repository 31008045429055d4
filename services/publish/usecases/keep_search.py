"""Keep what the portal is searched by, and what it counts, in step with the cases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from services.kit.clock import Clock

CASES_AT_ONCE, DAYS_AT_ONCE = 500, 20
#: How long the process that indexes may be silent before another takes over.
LEASE = timedelta(seconds=30)


class SearchIndex(Protocol):
    """The words of published cases, written behind the back of who publishes them."""

    def index_due(self, most: int) -> int:
        """Index cases that were published, changed or taken back; return how many."""

    def bring_up_to_date(self, most: int) -> int:
        """Look at cases that were stored before there was an index; return how many. Zero once all have been."""


class DayCounts(Protocol):
    """How many cases were answered on which day."""

    def count_marked(self, most: int) -> int:
        """Count days whose cases have changed; return how many."""


class Leases(Protocol):
    """Of several processes one does something, until a moment."""

    def taken(self, name: str, now: datetime, until: datetime) -> bool:
        """Take the lease, or take it again while it is ours; False while it is somebody else's."""


class KeepSearch:
    """Does a portion of the work. Safe to run in several processes: one of them works, the others stand by."""

    def __init__(self, index: SearchIndex, counts: DayCounts, leases: Leases, clock: Clock) -> None:
        self._index = index
        self._counts = counts
        self._leases = leases
        self._clock = clock

    def __call__(self) -> bool:
        """Return whether there is more to do at once."""
        now = self._clock.now()
        if not self._leases.taken("search", now, now + LEASE):
            return False
        done = self._index.index_due(CASES_AT_ONCE)
        counted = self._counts.count_marked(DAYS_AT_ONCE)
        old = 0 if done else self._index.bring_up_to_date(CASES_AT_ONCE)
        return done == CASES_AT_ONCE or counted == DAYS_AT_ONCE or old > 0
