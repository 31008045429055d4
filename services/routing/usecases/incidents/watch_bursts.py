"""Watch for bursts: propose incidents, and let new reports of open ones join them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.assigning import Assigner
from services.routing.domain.incident import Alarm, Burst, Incident, Standing, is_burst
from services.routing.domain.policies import Actor
from services.routing.domain.roles import SHIFT_LEAD
from services.routing.usecases.incidents.ports import Bursts, Incidents
from services.routing.usecases.merging.merge_cases import MergeCases
from services.routing.usecases.ports import Catalogs

#: Acts for whoever confirmed the incident: joining its reports is what they decided.
INCIDENT = Actor("incident", None, SHIFT_LEAD)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class WatchBursts:
    """One turn."""

    bursts: Bursts
    incidents: Incidents
    merge: MergeCases
    catalogs: Catalogs
    clock: Clock
    alarm: Alarm = field(default_factory=Alarm)

    def __call__(self) -> bool:
        """Look once; there is nothing to do at once afterwards."""
        now, assigner = self.clock.now(), self.catalogs.assigner()
        for burst in self.bursts.since(now - self.alarm.within, now, self.alarm.least):
            if is_burst(burst, self.alarm) and self.incidents.propose(proposal(burst, assigner, now)):
                log.warning("burst of cases", category=burst.category, area=burst.area, count=burst.count)
        for incident in self.incidents.standing(Standing.OPEN, AT_ONCE):
            self._join(incident)
        return False

    def _join(self, incident: Incident) -> None:
        for code in self.bursts.codes(incident.category, incident.area, incident.noticed_at, AT_ONCE):
            if code != incident.head:
                try:
                    self.merge.merge(code, incident.head, INCIDENT)
                except (Rejected, Retryable) as why:
                    log.info("case does not join", case=code, into=incident.head, why=str(why))


def proposal(burst: Burst, assigner: Assigner, now: datetime) -> Incident:
    """Return the incident to propose; one a day per topic and area."""
    catalog = assigner.catalog
    topic, area = catalog.categories.get(burst.category), catalog.areas.get(burst.area or "")
    day = catalog.agency_hours.local(now).date()
    where = f" tại {area.name}" if area else ""
    return Incident(
        id=f"{burst.category}/{burst.area or '-'}/{day.isoformat()}",
        category=burst.category,
        area=burst.area,
        head=burst.first,
        title=f"{topic.name if topic else burst.category}{where}",
        standing=Standing.PROPOSED,
        count=burst.count,
        noticed_at=now,
    )
