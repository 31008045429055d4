"""Watch presence: look at every agency's queue, heap or desk, and tell when one goes away or comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.kit.events import AgencyPresence, Event
from services.kit.logs import log
from services.routing.domain.catalog import Agency
from services.routing.domain.gateway.presence import Observation, Patience, Presence, observe, told
from services.routing.usecases import metrics
from services.routing.usecases.case_events import SOURCE, derived_id
from services.routing.usecases.gateway.ports import Leases, Observer, Presences
from services.routing.usecases.ports import Catalogs

LEASE = "presence"
LEASE_FOR = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class WatchPresence:
    """One turn; of several replicas one watches. What an observer cannot see now stays as it was."""

    observers: Sequence[Observer]
    presences: Presences
    catalogs: Catalogs
    leases: Leases
    clock: Clock
    patience: Patience

    def __call__(self) -> bool:
        """Look once. Raises `Retryable` while there is no catalogue: working time is not known then."""
        now = self.clock.now()
        if not self.leases.taken(LEASE, now, now + LEASE_FOR):
            return False
        catalog = self.catalogs.assigner().catalog
        before = {each.agency: each for each in self.presences.all()}
        stands = dict(before)
        for agency, seen in self._observed(before, now).items():
            after = observe(before.get(agency), seen, now, catalog.agency_hours, self.patience)
            self._save(before.get(agency), after, catalog.agencies)
            stands[agency] = after
        metrics.AWAY.set(sum(not each.online for each in stands.values()))
        return False

    def _observed(self, before: Mapping[str, Presence], now: datetime) -> dict[str, Observation]:
        """Return what is seen of each agency; an earlier observer's word counts: own systems before the desk.

        While one of them sees nothing, no other speaks for an agency that was not its own: that agency stays as it was.
        """
        looks = [_looked(look, now) for look in self.observers]
        blind = None in looks
        found: dict[str, Observation] = {}
        for seen in (each for look in looks for each in look or ()):
            known = before.get(seen.agency)
            if not blind or known is None or known.delivery == seen.delivery:
                found.setdefault(seen.agency, seen)
        return found

    def _save(self, before: Presence | None, after: Presence, agencies: Mapping[str, Agency]) -> None:
        events = (_event(after, agencies),) if told(before, after) else ()
        if self.presences.save(before, after, events) and events:
            log.warning("agency presence", agency=after.agency, online=after.online, waiting=after.waiting)


def _looked(look: Observer, now: datetime) -> Sequence[Observation] | None:
    """Return what an observer sees, or None while its server is away: that must not hide what the others say."""
    try:
        return look(now)
    except OSError as error:
        log.warning("presence not observed", error=type(error).__name__)
        return None


def _event(after: Presence, agencies: Mapping[str, Agency]) -> Event:
    known = agencies.get(after.agency)
    data = AgencyPresence(
        agency=after.agency,
        agency_name=known.name if known else after.agency,
        delivery=after.delivery,
        online=after.online,
        waiting=after.waiting,
        last_seen_at=after.last_seen_at,
        changed_at=after.changed_at,
    )
    id_ = derived_id(f"{after.agency}/{after.changed_at.isoformat()}/{after.online}", data.TYPE)
    return Event.of(data, source=SOURCE, subject=after.agency, at=after.changed_at, id=id_)
