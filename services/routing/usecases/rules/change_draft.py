"""Change a draft: one rule at a time, as people edit it at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import Content, RuleSet
from services.routing.domain.rule_set_acts import CHANGE, changed
from services.routing.usecases.rules.changing import Changing
from services.routing.usecases.rules.checking import Checking

Edit = Callable[[Content], Content]


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Whatever was simulated and approved was something else: a changed draft starts anew."""

    changing: Changing
    checking: Checking

    def __call__(self, number: int, edit: Edit, actor: Actor, note: str, seen: int | None = None) -> RuleSet:
        """Return the draft afterwards. Raises `Rejected` (rules-invalid where names lead nowhere, rules-closed, …)."""

        def become(one: RuleSet) -> RuleSet:
            content = edit(one.content)
            self.checking.refuse_senseless(content)
            return changed(one, content, actor.name, self.changing.clock.now(), note)

        return self.changing(CHANGE, number, actor, become, seen)
