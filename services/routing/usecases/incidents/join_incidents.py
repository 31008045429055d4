"""Join incidents: while one is open its case stands for it, and new reports of the same follow by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import stand_for_incident
from services.routing.domain.case import Case, State
from services.routing.domain.outbreak import Incident, Standing, objection_to_join
from services.routing.domain.policies import Actor
from services.routing.domain.roles import SHIFT_LEAD
from services.routing.usecases.incidents.ports import Incidents, Signs
from services.routing.usecases.incidents.scope import scope_of
from services.routing.usecases.incidents.telling import incident_changed
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker
from services.routing.usecases.requests import Means, Merge, carry_out

#: Acts for the shift lead who confirmed the incident: joining its reports is what they decided.
INCIDENT = Actor("rule", None, SHIFT_LEAD)
AT_ONCE = 200
ANSWERED = "Phản ánh đầu mối đã được trả lời."
WITHDRAWN = "Người dân đã rút phản ánh đầu mối, không còn phản ánh nào cùng việc."


@dataclass(frozen=True, slots=True)
class JoinIncidents:
    """One turn. All is found from the incident and the cases as they are: whoever dies, the next turn goes on."""

    signs: Signs
    incidents: Incidents
    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker

    def __call__(self) -> bool:
        """Take a page of cases into each open incident; return whether there may be more."""
        now = self.clock.now()
        open_ = [each for each in self.incidents.live(now) if each.standing is Standing.OPEN]
        done = [self._go_on(each, now) for each in open_]
        return any(done)

    def _go_on(self, incident: Incident, now: datetime) -> bool:
        head = self._head(incident)
        if head is None:
            return False
        if head.state is State.WITHDRAWN and head.followers:
            return False  # the first of them will take its place
        if head.state in (State.ANSWERED, State.WITHDRAWN):
            return self._over(incident, head, now)
        if head.incident != incident.title:
            return self._mark(head, incident, now)
        joined = self._join(incident, head, now)
        self._count(incident, head, now)
        return joined > 0

    def _head(self, incident: Incident) -> Case | None:
        """Somebody may have joined it to another case, or taken it back: then another one stands for the incident."""
        head = self.cases.find([incident.head]).get(incident.head)
        if head and head.state in (State.MERGED, State.WITHDRAWN) and head.merged_into:
            return self.cases.find([head.merged_into]).get(head.merged_into)
        return head

    def _over(self, incident: Incident, head: Case, now: datetime) -> bool:
        """Its answer is for those who had reported by then: what comes later may be another fault."""
        closed = replace(
            incident,
            standing=Standing.CLOSED,
            note=ANSWERED if head.state is State.ANSWERED else WITHDRAWN,
            decided_at=now,
            count=1 + len(head.followers),
        )
        self.incidents.save(closed, incident_changed(closed, head, now))
        return False

    def _mark(self, head: Case, incident: Incident, now: datetime) -> bool:
        act = Act(f"incident/{incident.id}/{incident.version}", incident.decided_by or INCIDENT.name, now)
        return self.cases.save([Change(stand_for_incident(head, act, incident.title), (), head)])

    def _join(self, incident: Incident, head: Case, now: datetime) -> int:
        changes = [change for case in self._candidates(incident, now) if (change := self._joined(case, incident, head))]
        self.cases.save(changes)
        if changes:
            log.info("cases join incident", incident=incident.id, count=len(changes))
        return len(changes)

    def _candidates(self, incident: Incident, now: datetime) -> Sequence[Case]:
        catalog = self.catalogs.assigner().catalog
        watch = next((each for each in catalog.outbreaks if each.slug == incident.watch), None)
        if watch is None:
            return ()
        return self.signs.candidates(scope_of(watch, incident.area, catalog, now), incident.since, AT_ONCE)

    def _joined(self, case: Case, incident: Incident, head: Case) -> Change | None:
        if case.code == head.code or objection_to_join(case):
            return None
        act = Act(f"incident/{incident.id}/{case.code}", INCIDENT.name, self.clock.now())
        why = f"Tự động gộp vào sự việc lớn “{incident.title}” (phản ánh {head.code})."
        means = Means(self.catalogs.assigner(), self.links, others=lambda _: {head.code: head})
        try:
            return carry_out(Merge(head.code, why), case, INCIDENT, act, means)
        except Rejected as refused:
            log.info("case does not join", case=case.code, incident=incident.id, why=refused.slug)
            return None

    def _count(self, incident: Incident, head: Case, now: datetime) -> None:
        """Growth is told as it comes; how many there were in the end, with the end."""
        count = 1 + len(head.followers)
        if count > incident.count:
            counted = replace(incident, count=count)
            self.incidents.save(counted, incident_changed(counted, head, now))
