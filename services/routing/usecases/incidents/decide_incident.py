"""Decide about an incident: confirm, dismiss, close. One write each; what follows from it follows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.case import Case
from services.routing.domain.outbreak import Incident, Standing
from services.routing.domain.policies import Actor
from services.routing.usecases.incidents.ports import Incidents, Signs
from services.routing.usecases.incidents.scope import scope_of
from services.routing.usecases.incidents.telling import incident_changed
from services.routing.usecases.ports import Cases, Catalogs


@dataclass(frozen=True, slots=True)
class DecideIncident:
    """For the shift lead."""

    incidents: Incidents
    signs: Signs
    cases: Cases
    catalogs: Catalogs
    clock: Clock

    def confirm(self, id_: str, title: str, actor: Actor) -> Incident:
        """Make it an incident: the oldest case that may speak for others stands for it. Confirmed twice, it is once.

        Raises `Rejected`: unknown-incident, incident-decided, incident-empty; `Retryable` when others change it.
        """
        found = self._found(id_)
        if found.standing is Standing.OPEN:
            return found
        _require(found, Standing.PROPOSED)
        head = self._head(found)
        decided = self._decided(replace(found, head=head.code, title=title or found.title), actor, Standing.OPEN)
        return self._kept(decided, head)

    def dismiss(self, id_: str, why: str, actor: Actor) -> Incident:
        """It is none, and why. Raises `Rejected`: unknown-incident, incident-decided."""
        found = self._found(id_)
        _require(found, Standing.PROPOSED)
        return self._kept(self._decided(replace(found, note=why), actor, Standing.DISMISSED), None)

    def close(self, id_: str, why: str, actor: Actor) -> Incident:
        """It is over: new reports no longer join. Raises `Rejected`: unknown-incident, incident-decided."""
        found = self._found(id_)
        _require(found, Standing.OPEN)
        head = self.cases.find([found.head]).get(found.head)
        return self._kept(self._decided(replace(found, note=why or None), actor, Standing.CLOSED), head)

    def newest(self, limit: int) -> Sequence[Incident]:
        """Return incidents, the newest first."""
        return self.incidents.newest(limit)

    def _found(self, id_: str) -> Incident:
        incident = self.incidents.get(id_)
        if incident is None:
            raise Rejected("unknown-incident", "Không có sự việc này.", "There is no such incident.")
        return incident

    def _head(self, incident: Incident) -> Case:
        catalog, now = self.catalogs.assigner().catalog, self.clock.now()
        watch = next((each for each in catalog.outbreaks if each.slug == incident.watch), None)
        found = self.signs.candidates(scope_of(watch, incident.area, catalog, now), incident.since, 1) if watch else ()
        if not found:
            raise Rejected(
                "incident-empty",
                "Không còn phản ánh nào đang mở thuộc sự việc này.",
                "No open case belongs to this incident any more.",
            )
        return found[0]

    def _decided(self, incident: Incident, actor: Actor, standing: Standing) -> Incident:
        return replace(incident, standing=standing, decided_by=actor.name, decided_at=self.clock.now())

    def _kept(self, incident: Incident, head: Case | None) -> Incident:
        event = incident_changed(incident, head, self.clock.now()) if head else None
        if not self.incidents.save(incident, event):
            raise Retryable("the incident keeps changing")
        log.info("incident decided", incident=incident.id, standing=incident.standing.value)
        return replace(incident, version=incident.version + 1)


def _require(incident: Incident, standing: Standing) -> None:
    if incident.standing is not standing:
        raise Rejected(
            "incident-decided", "Sự việc này đã được quyết định.", "This incident has been decided about already."
        )
