"""Whoever follows a case that was taken back still waits: the first of them leads the others, from the centre."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import joined_elsewhere, leave_to, stand_alone
from services.routing.domain.case import Case
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.merging.ports import Heap
from services.routing.usecases.merging.regroup import following
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_RULE = "rule"
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Succeed:
    """For a heap whose primary was withdrawn. Who the heir is stands in the primary before anybody is moved, so that
    replicas, and whoever goes on after a death, move all to the same one.
    """

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker

    def __call__(self, primary: Case, heap: Heap) -> bool:
        """Name an heir, or move a page of followers to it; return whether anything was done."""
        if primary.merged_into is None:
            return self._name(primary, min(heap.followers))
        moved = following(self.cases.find(heap.followers[:AT_ONCE]).values(), primary)
        heir = self.cases.find([primary.merged_into]).get(primary.merged_into)
        changes = [self._moved(each, heir) for each in moved if heir]
        return self.cases.save(changes) and bool(changes)

    def _name(self, primary: Case, heir: str) -> bool:
        log.info("followers of a withdrawn case go on", case=primary.code, heir=heir)
        act = Act(f"heir/{primary.code}", BY_RULE, self.clock.now())
        return self.cases.save([Change(leave_to(primary, act, heir), (), primary)])

    def _moved(self, follower: Case, heir: Case) -> Change:
        act, assigner = (
            Act(f"heir/{follower.code}/{follower.version}", BY_RULE, self.clock.now()),
            self.catalogs.assigner(),
        )
        if follower.code == heir.code:
            after = stand_alone(follower, act, assigner.catalog.centre)
            return kept_time(Change(after, case_events.handed_over(after, None, self.links), follower), assigner)
        after = joined_elsewhere(follower, act, heir.code)
        return Change(after, (case_events.merged(after, heir),), follower)
