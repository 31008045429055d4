"""Withdraw a rule set that is not the law, or put the law before the present one in force again."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.failures import Rejected, Retryable
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import RuleSet, before, in_force
from services.routing.domain.rule_set_acts import APPROVERS, NOT_YOURS, WITHDRAW, rolled_back_to, withdrawn
from services.routing.usecases.rules.changing import Changing


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What was planned for it does not happen."""

    changing: Changing

    def __call__(self, number: int, actor: Actor, note: str | None = None, seen: int | None = None) -> RuleSet:
        """Return the set afterwards. Raises `Rejected` (rules-in-force, rules-closed, …)."""

        def become(one: RuleSet) -> RuleSet:
            return withdrawn(one, actor.name, self.changing.clock.now(), note)

        return self.changing(WITHDRAW, number, actor, become, seen)


@dataclass(frozen=True, slots=True)
class RollBack:
    """At once, and without asking whether the rules still fit: they did before, and this is for a bad moment.

    Nothing is deleted; rolling back can be rolled back.
    """

    changing: Changing

    def __call__(self, actor: Actor, seen: int | None = None) -> RuleSet:
        """Return the set that is in force again. `seen`: the number of the set the person wants to be rid of.

        Raises `Rejected` (nothing-before, rules-changed when another set is in force by now, not-your-role).
        """
        if actor.role not in APPROVERS:
            raise Rejected(NOT_YOURS.slug, NOT_YOURS.vi, NOT_YOURS.en)
        sets, now = self.changing.sets.all(), self.changing.clock.now()
        present, earlier = in_force(sets, now), before(sets, now)
        if present is None or earlier is None:
            raise Rejected("nothing-before", "Trước đó chưa có bộ quy tắc nào.", "There was no other rule set before.")
        if seen is not None and present.number != seen:
            raise Rejected(
                "rules-changed", "Bộ quy tắc đang áp dụng vừa thay đổi.", "Another rule set is in force by now."
            )
        after = rolled_back_to(earlier, actor.name, now, present.number)
        if not self.changing.sets.save(after):
            raise Retryable("the rule set was changed at the same moment")
        return after
