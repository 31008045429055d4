"""Make a draft: of rules from a file, or of a set that is there already."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import Content, RuleSet, in_force
from services.routing.domain.rule_set_acts import MAKERS, NOT_YOURS, drafted
from services.routing.usecases.rules.changing import unknown
from services.routing.usecases.rules.checking import Checking
from services.routing.usecases.rules.ports import RuleSets


@dataclass(frozen=True, slots=True)
class MakeDraft:
    """Administrators write rules."""

    sets: RuleSets
    checking: Checking
    clock: Clock

    def __call__(self, content: Content, actor: Actor, note: str = "") -> RuleSet:
        """Return the new draft. Raises `Rejected` (rules-invalid with all problems in its details, not-your-role)."""
        _refuse_others(actor)
        self.checking.refuse_broken(content)
        now_in_force = in_force(self.sets.all(), self.clock.now())
        return self._add(content, actor, note, now_in_force.number if now_in_force else None)

    def of(self, number: int, actor: Actor, note: str = "") -> RuleSet:
        """Return a new draft with the content of a set. Raises `Rejected` (unknown-rules, not-your-role)."""
        _refuse_others(actor)
        base = self.sets.get(number)
        if base is None:
            raise unknown(number)
        return self._add(base.content, actor, note, number)

    def _add(self, content: Content, actor: Actor, note: str, based_on: int | None) -> RuleSet:
        number = next_number(self.sets)
        draft = drafted(number, content, actor.name, self.clock.now(), note, based_on)
        if not self.sets.add(draft):
            raise Retryable("another rule set was stored at the same moment")
        return draft


def next_number(sets: RuleSets) -> int:
    """Return the number of the next set."""
    return max((each.number for each in sets.all()), default=0) + 1


def _refuse_others(actor: Actor) -> None:
    if actor.role not in MAKERS:
        raise Rejected(NOT_YOURS.slug, NOT_YOURS.vi, NOT_YOURS.en)
