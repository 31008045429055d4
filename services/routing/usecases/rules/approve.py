"""Approve a rule set: a second person says yes to exactly what was simulated."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import RuleSet
from services.routing.domain.rule_set_acts import APPROVE, approved
from services.routing.usecases.rules.changing import Changing


@dataclass(frozen=True, slots=True)
class Approve:
    """Four eyes."""

    changing: Changing

    def __call__(self, number: int, actor: Actor, note: str | None = None, seen: int | None = None) -> RuleSet:
        """Return the set afterwards. Raises `Rejected` (four-eyes, not-simulated, rules-changed, …)."""

        def become(one: RuleSet) -> RuleSet:
            return approved(one, actor.name, self.changing.clock.now(), note)

        return self.changing(APPROVE, number, actor, become, seen)
