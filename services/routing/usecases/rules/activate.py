"""Activate a rule set: from 00:00 of a day in the province, or at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from services.kit.failures import Rejected
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import RuleSet
from services.routing.domain.rule_set_acts import ACTIVATE, activated
from services.routing.usecases.rules.changing import Changing
from services.routing.usecases.rules.checking import Checking
from services.routing.usecases.rules.ports import Orphans, Problem


@dataclass(frozen=True, slots=True)
class Activate:
    """Nothing is switched on by a job: the date is stored, and every process reads it."""

    changing: Changing
    checking: Checking
    orphans: Orphans

    def __call__(self, number: int, actor: Actor, day: date | None = None, seen: int | None = None) -> RuleSet:
        """Return the set afterwards, in force from the beginning of a local day, or at once.

        Raises `Rejected` (not-approved, rules-closed, rules-orphans with all of them in its details, day-passed).
        """

        def become(one: RuleSet) -> RuleSet:
            now = self.changing.clock.now()
            from_at = beginning_of(day, now)
            self.checking.refuse_broken(one.content)
            refuse_orphans(self.orphans(self.checking.with_catalogue(one.content), from_at.astimezone(VIETNAM).date()))
            return activated(one, from_at, actor.name, now)

        return self.changing(ACTIVATE, number, actor, become, seen)

    def would_orphan(self, one: RuleSet, day: date) -> Sequence[Problem]:
        """Return what would have nobody on a day, for whoever is about to decide."""
        return self.orphans(self.checking.with_catalogue(one.content), day)


def refuse_orphans(found: Sequence[Problem]) -> None:
    """Raise `Rejected("rules-orphans")` when there are any."""
    if found:
        raise Rejected(
            "rules-orphans",
            f"Chưa áp dụng được: {len(found)} lĩnh vực, địa bàn hoặc quy tắc không có cơ quan phụ trách.",
            f"Not activated: {len(found)} categories, areas or rules would have nobody.",
            problems=list(found),
        )


def beginning_of(day: date | None, now: datetime) -> datetime:
    """Return the first moment of a local day to come; without one, now. Raises `Rejected("day-passed")`."""
    if day is None:
        return now
    begins = datetime.combine(day, time.min, VIETNAM).astimezone(now.tzinfo)
    if begins < now:
        raise Rejected(
            "day-passed",
            "Ngày áp dụng phải từ ngày mai; để trống nếu áp dụng ngay.",
            "The day must be tomorrow or later; leave it out to activate at once.",
        )
    return begins
