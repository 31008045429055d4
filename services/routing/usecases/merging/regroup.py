"""No chains: whoever follows a case that follows another follows the one at the end of the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.domain.acts import Act
from services.routing.domain.acts.following import joined_elsewhere, stand_alone
from services.routing.domain.case import Case, State
from services.routing.usecases import case_events
from services.routing.usecases.keep_time import kept_time
from services.routing.usecases.merging.ports import Heap
from services.routing.usecases.ports import Cases, Catalogs, Change, Linker

BY_RULE = "rule"
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Regroup:
    """For a heap whose primary follows another case itself: somebody joined it afterwards."""

    cases: Cases
    catalogs: Catalogs
    clock: Clock
    links: Linker

    def __call__(self, primary: Case, heap: Heap) -> bool:
        """Move a page of followers to the end of the line; return whether anything was done."""
        line = self._line(primary)
        if line[-1].state is State.MERGED:
            return self._break(line)
        root, changes = line[-1], []
        for each in following(self.cases.find(heap.followers[:AT_ONCE]).values(), primary):
            act = Act(f"regroup/{each.code}/{each.version}", BY_RULE, self.clock.now())
            after = joined_elsewhere(each, act, root.code)
            changes.append(Change(after, (case_events.merged(after, root),), each))
        return self.cases.save(changes) and bool(changes)

    def _line(self, case: Case) -> list[Case]:
        """Return who follows whom from this case on, until one that follows nobody, or for a circle all of it."""
        line = [case]
        while line[-1].state is State.MERGED and line[-1].merged_into not in [each.code for each in line]:
            ahead = self.cases.find([line[-1].merged_into or ""])
            line += ahead.values()
            if not ahead:
                break
        return line

    def _break(self, line: Sequence[Case]) -> bool:
        """Two people joined two cases with each other at the same moment: the older one stands alone again."""
        back = line[-1].merged_into
        circle = line[next((n for n, each in enumerate(line) if each.code == back), len(line) - 1) :]
        lone = min(circle, key=lambda each: each.code)
        act = Act(f"circle/{lone.code}/{lone.version}", BY_RULE, self.clock.now())
        after = stand_alone(lone, act, self.catalogs.assigner().catalog.centre)
        change = Change(after, case_events.handed_over(after, None, self.links), lone)
        return self.cases.save([kept_time(change, self.catalogs.assigner())])


def following(cases: Iterable[Case], primary: Case) -> list[Case]:
    """Return those that follow this case now and wait for its answer."""
    return [each for each in cases if each.state is State.MERGED and each.merged_into == primary.code]
