"""Notice outbreaks: a burst that is more than a busy day is proposed to the shift lead, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.catalog import Catalog
from services.routing.domain.outbreak import Burst, Incident, Sign, Standing, bursts, is_unusual, usual
from services.routing.domain.outbreak.noticing import DAYS_BACK
from services.routing.usecases import metrics
from services.routing.usecases.incidents.ports import Incidents, Signs
from services.routing.usecases.incidents.scope import scope_of, territory_of
from services.routing.usecases.ports import Catalogs

#: So long after somebody decided about it, the same burst is not proposed again.
QUIET_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class NoticeOutbreaks:
    """One turn."""

    signs: Signs
    incidents: Incidents
    catalogs: Catalogs
    clock: Clock

    def __call__(self) -> bool:
        """Look once; there is never more to do at once."""
        catalog, now = self.catalogs.assigner().catalog, self.clock.now()
        if catalog.outbreaks:
            lately = sorted(self.incidents.live(now - QUIET_FOR), key=lambda each: each.noticed_at)
            known = {(each.watch, each.area): each for each in lately}
            for burst in bursts(self._signs(catalog, now), catalog.outbreaks, now):
                self._look_at(burst, known.get((burst.watch.slug, burst.area)), catalog, now)
        return False

    def _signs(self, catalog: Catalog, now: datetime) -> Sequence[Sign]:
        longest = max(watch.minutes for watch in catalog.outbreaks)
        today = territory_of(catalog, now)
        found = self.signs.recent(now - timedelta(minutes=longest))
        return [replace(each, area=today.code(each.area)) for each in found]

    def _look_at(self, burst: Burst, known: Incident | None, catalog: Catalog, now: datetime) -> None:
        """What is being decided about only grows; after the end of an incident only what came since then counts."""
        if known is None:
            self._propose(burst, catalog, now)
        elif known.standing is Standing.PROPOSED and len(burst.signs) > known.count:
            self.incidents.save(replace(known, count=len(burst.signs)), None)
        elif known.standing is Standing.CLOSED and known.decided_at:
            fresh = tuple(sign for sign in burst.signs if sign.at > known.decided_at)
            self._propose(replace(burst, signs=fresh), catalog, now)

    def _propose(self, burst: Burst, catalog: Catalog, now: datetime) -> None:
        if len(burst.signs) < burst.watch.cases:
            return
        scope = scope_of(burst.watch, burst.area, catalog, now)
        moments = self.signs.moments(scope, now - timedelta(days=DAYS_BACK + 1), now - timedelta(hours=12))
        ordinary = usual(moments, now, burst.watch.minutes)
        if not is_unusual(len(burst.signs), ordinary, burst.watch):
            return
        if self.incidents.propose(_proposal(burst, ordinary, catalog, now)):
            metrics.OUTBREAKS.labels(burst.watch.slug).inc()
            log.warning("outbreak noticed", watch=burst.watch.slug, area=burst.area, count=len(burst.signs))


def _proposal(burst: Burst, ordinary: int, catalog: Catalog, now: datetime) -> Incident:
    first, area = burst.signs[0], catalog.areas.get(burst.area or "")
    topics = {sign.category for sign in burst.signs}
    return Incident(
        id=f"{burst.watch.slug}-{burst.area or 'toan-tinh'}-{first.code}",
        watch=burst.watch.slug,
        area=burst.area,
        category=topics.pop() if len(topics) == 1 else None,
        title=f"{burst.watch.name} tại {area.name}" if area else burst.watch.name,
        standing=Standing.PROPOSED,
        head=first.code,
        count=len(burst.signs),
        usual=ordinary,
        since=first.at,
        noticed_at=now,
    )
