"""Spread answers: what answers one case answers all that follow it, each once, on each citizen's own channel."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.logs import log
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import followers_told, get_answer
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events
from services.routing.usecases.merging.ports import Neighbours
from services.routing.usecases.ports import Cases, Change

BY_CLOCK = "clock"
PRIMARIES, AT_ONCE = 20, 200


@dataclass(frozen=True, slots=True)
class SpreadAnswers:
    """One turn. Whoever dies in between leaves followers that still follow: the next turn finds them, and what was
    told already is told under the same id.
    """

    cases: Cases
    neighbours: Neighbours
    clock: Clock

    def __call__(self) -> bool:
        """Answer at most `AT_ONCE` followers of each of some cases; return whether there may be more."""
        due = self.neighbours.to_spread(PRIMARIES)
        done = [self._spread(primary) for primary in due]
        return bool(due) and not all(done)

    def _spread(self, primary: Case) -> bool:
        """Return whether all followers have the answer now."""
        waiting = primary.followers[primary.told_followers :][:AT_ONCE]
        found = self.cases.find(waiting)
        changes = [self._answered(each, primary) for each in found.values() if _follows(each, primary)]
        if changes and not self.cases.save(changes):
            return False
        told = primary.told_followers + len(waiting)
        kept = self.cases.save([Change(followers_told(primary, told), (), primary)])
        log.info("answer spread", case=primary.code, followers=len(changes))
        return kept and told >= len(primary.followers)

    def _answered(self, follower: Case, primary: Case) -> Change:
        if primary.answer is None:
            raise ValueError("only answered cases are spread")
        name = f"follow/{primary.code}/{primary.answer.at.isoformat()}"
        after = get_answer(follower, Act(name, BY_CLOCK, self.clock.now()), primary.answer, primary.current)
        return Change(after, (case_events.got_answer(after, primary),), follower)


def _follows(case: Case, primary: Case) -> bool:
    return case.state is State.MERGED and case.merged_into == primary.code
