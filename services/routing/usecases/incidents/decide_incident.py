"""Decide about an incident: confirm, dismiss, close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.events import Event, IncidentChanged
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import be_incident
from services.routing.domain.case import Case
from services.routing.domain.incident import Incident, Standing
from services.routing.domain.policies import Actor
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.incidents.ports import Bursts, Incidents
from services.routing.usecases.merging.merge_cases import MOST_TRIES, MergeCases
from services.routing.usecases.ports import Cases, Change

LOOK_BACK = timedelta(hours=12)
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class DecideIncident:
    """For the shift lead."""

    incidents: Incidents
    bursts: Bursts
    cases: Cases
    merge: MergeCases
    clock: Clock

    def confirm(self, id_: str, title: str, actor: Actor) -> Incident:
        """Make it an incident: its oldest case stands for it, all others of it follow; return it afterwards.

        Raises `Rejected`: unknown-incident, decided-already.
        """
        incident = self._found(id_, Standing.PROPOSED)
        open_ = self._decided(replace(incident, title=title or incident.title), actor, Standing.OPEN)
        self._mark(open_.head, open_.title, actor)
        for code in self.bursts.codes(open_.category, open_.area, open_.noticed_at - LOOK_BACK, AT_ONCE):
            if code != open_.head:
                self._join(code, open_.head, actor)
        return open_

    def dismiss(self, id_: str, why: str, actor: Actor) -> Incident:
        """It is none, and why. Raises `Rejected`: unknown-incident, decided-already."""
        incident = replace(self._found(id_, Standing.PROPOSED), note=why)
        return self._decided(incident, actor, Standing.DISMISSED)

    def close(self, id_: str, actor: Actor) -> Incident:
        """It is over: new reports no longer join. Raises `Rejected`: unknown-incident, decided-already."""
        return self._decided(self._found(id_, Standing.OPEN), actor, Standing.CLOSED)

    def _found(self, id_: str, standing: Standing) -> Incident:
        incident = self.incidents.get(id_)
        if incident is None:
            raise Rejected("unknown-incident", "Không có sự việc này.", "There is no such incident.")
        if incident.standing is not standing:
            raise _decided_already()
        return incident

    def _decided(self, incident: Incident, actor: Actor, standing: Standing) -> Incident:
        after = replace(incident, standing=standing, decided_by=actor.name, decided_at=self.clock.now())
        told = None if standing is Standing.DISMISSED else self._told(after)
        if not self.incidents.decide(after, incident.standing, told):
            raise _decided_already()
        return after

    def _told(self, incident: Incident) -> Event:
        head = self.cases.find([incident.head]).get(incident.head)
        now = self.clock.now()
        data = IncidentChanged(
            incident=incident.head,
            title=incident.title,
            category=incident.category,
            area=incident.area,
            agency=head.current.agency if head else "",
            open=incident.standing is Standing.OPEN,
            cases=1 + (len(head.followers) if head else 0),
            changed_at=now,
        )
        return Event.of(data, source=SOURCE, subject=incident.head, at=now)

    def _mark(self, code: str, title: str, actor: Actor) -> None:
        for _ in range(MOST_TRIES):
            case: Case | None = self.cases.find([code]).get(code)
            if case is None or case.incident == title:
                return
            act = Act(f"{actor.name}/incident/{code}", actor.name, self.clock.now())
            if self.cases.save([Change(be_incident(case, act, title), (), case)]):
                return
        raise Retryable("the case keeps changing")

    def _join(self, code: str, head: str, actor: Actor) -> None:
        try:
            self.merge.merge(code, head, actor)
        except (Rejected, Retryable) as why:
            log.info("case does not join", case=code, into=head, why=str(why))


def _decided_already() -> Rejected:
    return Rejected("decided-already", "Sự việc này đã được quyết định.", "This incident has been decided about.")
