"""Move the open cases of dissolved units: on the first day on which a unit no longer exists, its work is its heir's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.kit.clock import Clock
from services.routing.domain.catalog import Catalog
from services.routing.domain.moving import is_gone
from services.routing.usecases.clocks.sweep import PAGE, sweep
from services.routing.usecases.moving.moved_case import moved
from services.routing.usecases.moving.ports import Responsibilities
from services.routing.usecases.ports import Cases, Catalogs, Linker

#: How often it is looked who has open cases at all: an agency may vanish from the catalogue without an end.
LOOK_AGAIN = timedelta(minutes=30)


@dataclass
class MoveDissolved:
    """One turn. Whose work is over is worked out when the day or the catalogue is another, and now and then; whether
    they still have an open case is asked at every turn, by an index: another process may have given them one by the
    catalogue of a moment ago. Replicas need no lock (see `sweep`).
    """

    cases: Cases
    responsibilities: Responsibilities
    catalogs: Catalogs
    clock: Clock
    links: Linker
    _gone: tuple[int, date, datetime, Sequence[str]] | None = field(default=None, init=False)

    def __call__(self) -> bool:
        """Move at most a page of cases; return whether there may be more."""
        assigner, now = self.catalogs.assigner(), self.clock.now()
        gone = self._whose_work_is_over(assigner.catalog, now)
        found = self.responsibilities.open_of(gone, PAGE) if gone else []
        if not found:
            return False
        return sweep("moving", found, lambda case: moved(case, assigner, now, self.links), self.cases)

    def _whose_work_is_over(self, catalog: Catalog, now: datetime) -> Sequence[str]:
        day = catalog.agency_hours.local(now).date()
        known = self._gone
        if known is None or known[:2] != (catalog.version, day) or now - known[2] >= LOOK_AGAIN:
            slugs = {*catalog.agencies, *self.responsibilities.agencies()}
            gone = sorted(slug for slug in slugs if is_gone(slug, catalog, day))
            known = self._gone = (catalog.version, day, now, gone)
        return known[3]
