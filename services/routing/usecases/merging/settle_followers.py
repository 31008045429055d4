"""Settle followers: whoever follows a case is known to it, gets its answer, and never follows a follower.

Joining two cases is one write, on the follower. Everything else happens here, from what the followers say of
themselves, so that it does not matter who dies when: what is left to do is found again, and what was done is told under
the same id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import get_answer, lead
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events, metrics
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.merging.passing_on import passed_on
from services.routing.usecases.merging.ports import Followers, Heap
from services.routing.usecases.merging.regroup import following
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_RULE = "rule"
HEAPS, AT_ONCE = 50, 200


@dataclass(frozen=True, slots=True)
class SettleFollowers:
    """One turn. Replicas need no lock: each case is written over the version it was read in, by one of them."""

    cases: Cases
    followers: Followers
    catalogs: Catalogs
    clock: Clock
    links: Linker
    answer_links: Linker
    regroup: Callable[[Case, Heap], bool]
    succeed: Callable[[Case, Heap], bool]

    def __call__(self) -> bool:
        """Settle a page of each heap; return whether anything was done, and so more may be left."""
        heaps = self.followers.unsettled(HEAPS)
        primaries = self.cases.find(each.primary for each in heaps) if heaps else {}
        done = [self._tried(primaries.get(each.primary), each) for each in heaps]
        return any(done)

    def _tried(self, primary: Case | None, heap: Heap) -> bool:
        """Whatever is wrong with one heap, the others go on."""
        try:
            return primary is not None and self._settle(primary, heap)
        except Exception as error:  # noqa: BLE001 - see above
            metrics.SWEEP_STUCK.labels("followers").inc()
            log.error("followers cannot be settled", case=heap.primary, error=type(error).__name__)
            return False

    def _settle(self, primary: Case, heap: Heap) -> bool:
        if primary.state is State.MERGED:
            return self.regroup(primary, heap)
        if primary.state is State.WITHDRAWN:
            return bool(heap.followers) and self.succeed(primary, heap)
        if _named(primary, heap) != primary.followers:
            return self._introduce(primary, heap)
        return primary.state is State.ANSWERED and self._answer(primary, heap)

    def _introduce(self, primary: Case, heap: Heap) -> bool:
        """The primary learns who follows it, and what they said."""
        named = _named(primary, heap)
        act = Act(f"lead/{primary.code}/{primary.version}", BY_RULE, self.clock.now())
        after, told = lead(primary, act, named), []
        for follower in self.cases.find(code for code in named if code not in primary.followers).values():
            after, more = passed_on(after, follower, self.links)
            told += more
        return self.cases.save([Change(after, tuple(told), primary)])

    def _answer(self, primary: Case, heap: Heap) -> bool:
        """The next of them get the answer; when nobody is left, the primary knows that all have it."""
        page = heap.followers[:AT_ONCE]
        changes = [self._answered(each, primary) for each in following(self.cases.find(page).values(), primary)]
        saved = self.cases.save(changes)
        if changes:
            log.info("answer spread", case=primary.code, followers=len(changes))
        if not saved or len(page) < len(heap.followers):
            return bool(changes)
        return self.cases.save([Change(replace(primary, told_followers=len(primary.followers)), (), primary)])

    def _answered(self, follower: Case, primary: Case) -> Change:
        """The act, and so the event, is the same whoever tells it: this answer to that case."""
        now, at = self.clock.now(), primary.answer.at if primary.answer else None
        after = get_answer(follower, Act(f"answer/{primary.code}/{at}", BY_RULE, now), primary)
        files = self.answer_links(after.answer.files if after.answer else (), after.current.agency, now)
        return kept_time(Change(after, (case_events.answered(after, None, files),), follower), self.catalogs.assigner())


def _named(primary: Case, heap: Heap) -> tuple[str, ...]:
    """Return whom the primary should name: who has its answer stays named; of the new ones a page at a time."""
    there = set(heap.followers)
    kept = [code for code in primary.followers if code in there or primary.state is State.ANSWERED]
    new = [code for code in heap.followers if code not in primary.followers]
    return (*kept, *new[:AT_ONCE])
