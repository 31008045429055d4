"""Look at rule sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.domain.rule_set import RuleSet, Standing, before, in_force, standing
from services.routing.usecases.rules.changing import unknown
from services.routing.usecases.rules.ports import RuleSets


@dataclass(frozen=True, slots=True)
class Seen:
    """A set, what it is now, and the one in force beside it."""

    rule_set: RuleSet
    standing: Standing
    present: RuleSet | None


@dataclass(frozen=True, slots=True)
class FindRules:
    """Changes nothing."""

    sets: RuleSets
    clock: Clock

    def all(self) -> Sequence[Seen]:
        """Return all sets, the newest first."""
        sets, now = self.sets.all(), self.clock.now()
        present = in_force(sets, now)
        return [Seen(each, standing(each, sets, now), present) for each in reversed(sets)]

    def one(self, number: int) -> Seen:
        """Return one set. Raises `Rejected("unknown-rules")`."""
        found = next((each for each in self.all() if each.rule_set.number == number), None)
        if found is None:
            raise unknown(number)
        return found

    def in_force(self) -> RuleSet | None:
        """Return the set that is the law now."""
        return in_force(self.sets.all(), self.clock.now())

    def earlier(self) -> RuleSet | None:
        """Return the set that a rollback would put in force."""
        return before(self.sets.all(), self.clock.now())
