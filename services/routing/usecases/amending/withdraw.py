"""Withdraw an amendment that is not in force."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain.amending.acts import WITHDRAW, withdrawn
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending.changing import Changing


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What was planned for it does not happen."""

    changing: Changing

    def __call__(self, number: int, actor: Actor, note: str | None = None, seen: int | None = None) -> Amendment:
        """Return it afterwards. Raises `Rejected` (amendment-closed, …)."""
        now = self.changing.clock.now()
        return self.changing(WITHDRAW, number, actor, lambda one: withdrawn(one, actor.name, now, note), seen)
