"""Reading a rule set, asking whether somebody may do something to it, and storing what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.routing.domain.policies.verdict import Actor, Refuse
from services.routing.domain.rule_set import RuleSet
from services.routing.domain.rule_set_acts import may
from services.routing.usecases.rules.ports import RuleSets

Become = Callable[[RuleSet], RuleSet]


@dataclass(frozen=True, slots=True)
class Changing:
    """For every use case that changes a set."""

    sets: RuleSets
    clock: Clock

    def __call__(self, wish: str, number: int, actor: Actor, become: Become, seen: int | None = None) -> RuleSet:
        """Do it and return the set afterwards. `seen`: the version that the person had before their eyes.

        Raises `Rejected` (unknown-rules, rules-changed, or why not), `Retryable` when somebody was faster.
        """
        after = become(self.allowed(wish, number, actor, seen))
        if not self.sets.save(after):
            raise Retryable("the rule set was changed at the same moment")
        return after

    def allowed(self, wish: str, number: int, actor: Actor, seen: int | None = None) -> RuleSet:
        """Return the set to which somebody may do this. Raises `Rejected`."""
        sets = self.sets.all()
        one = next((each for each in sets if each.number == number), None)
        if one is None:
            raise unknown(number)
        verdict = may(wish, one, sets, actor, self.clock.now())
        if isinstance(verdict, Refuse):
            raise Rejected(verdict.slug, verdict.vi, verdict.en)
        if seen is not None and seen != one.version:
            raise Rejected(
                "rules-changed",
                "Bộ quy tắc vừa được người khác sửa; hãy xem lại rồi làm tiếp.",
                "Somebody else has just changed the rule set; look at it again.",
            )
        return one


def unknown(number: int) -> Rejected:
    """Return the refusal for a number that no set has."""
    return Rejected("unknown-rules", f"Không có bộ quy tắc số {number}.", f"There is no rule set {number}.")
