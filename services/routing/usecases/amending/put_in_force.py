"""Put in force what was approved and whose moment has come."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events import CatalogChanged, Event
from services.kit.failures import Rejected
from services.kit.logs import log
from services.routing.domain.amending.acts import begun, put_in_force, sent_back
from services.routing.domain.amending.amendment import Amendment, Origin, Stage
from services.routing.usecases import metrics
from services.routing.usecases.amending.judge import Judging
from services.routing.usecases.amending.ports import Amendments, Versions
from services.routing.usecases.amending.propose import refuse_unsound
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.ports import Snapshot

SWEEP = "catalogue"


@dataclass(frozen=True, slots=True)
class PutInForce:
    """One turn of the sweep. Replicas need no lock: a version takes the place of the one it was made from, or of none.

    The version names its amendment, so whoever is killed before the amendment says so does not do it twice.
    """

    amendments: Amendments
    versions: Versions
    judge: Judging
    clock: Clock

    def __call__(self) -> bool:
        """Put what is due in force, the earliest first; return False: what failed is tried at the next turn."""
        for one in self.amendments.due(self.clock.now()):
            if begun_one := self._begun(one):
                self._settle(begun_one)
        return False

    def _begun(self, one: Amendment) -> Amendment | None:
        """Whoever wants to withdraw it was either quicker, or is too late."""
        if one.stage is Stage.DUE:
            return one
        return self.amendments.get(one.number) if self.amendments.save(begun(one)) else None

    def _settle(self, one: Amendment) -> None:
        """What does not fit the catalogue of the day goes back to those who wrote it, and raises the alarm."""
        newest = self.versions.newest()  # before asking what it became: a version in between makes `add` fail
        became = self.versions.became(one.number)
        if newest is None:
            return
        try:
            became = became or self._added(one, *newest)
        except Rejected as why:
            metrics.SWEEP_STUCK.labels(SWEEP).inc()
            log.error("amendment does not fit the catalogue", amendment=one.number, reason=why.slug)
            self.amendments.save(sent_back(one, self.clock.now(), why.vi))
            return
        if became:
            self.amendments.save(put_in_force(one, became, self.clock.now()))

    def _added(self, one: Amendment, version: int, present: Snapshot) -> int | None:
        judgement = self.judge(one, present)
        refuse_unsound(judgement)
        snapshot, now, number = judgement.snapshot, self.clock.now(), version + 1
        province = snapshot["province"]["slug"]
        data = CatalogChanged(version=number, province=province, catalog=snapshot)
        event = Event.of(data, source=SOURCE, subject=province, at=now)
        origin = Origin(by=str(one.approved_by), why=one.why, amendment=one.number)
        return number if self.versions.add(number, snapshot, now, event, origin) else None
