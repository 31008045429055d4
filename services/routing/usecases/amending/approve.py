"""Approve an amendment: a second person puts it in force, at once or from 00:00 of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.kit.failures import Retryable
from services.routing.domain.amending.acts import APPROVE, approved
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending.changing import Changing
from services.routing.usecases.amending.edit_catalogue import EditCatalogue
from services.routing.usecases.amending.judge import Judging
from services.routing.usecases.amending.propose import refuse_unsound
from services.routing.usecases.amending.put_in_force import PutInForce
from services.routing.usecases.rules.activate import beginning_of


@dataclass(frozen=True, slots=True)
class Approve:
    """Four eyes. The decision is stored first; what is to hold at once is then put in force, or soon by the sweep."""

    changing: Changing
    edit: EditCatalogue
    judge: Judging
    put_in_force: PutInForce

    def __call__(
        self, number: int, actor: Actor, day: date | None = None, note: str | None = None, seen: int | None = None
    ) -> Amendment:
        """Return it afterwards. Raises `Rejected` (four-eyes, not-proposed, amendment-broken, day-passed, …)."""

        def become(one: Amendment) -> Amendment:
            now = self.changing.clock.now()
            from_at = beginning_of(day, now)
            refuse_unsound(self.judge(one, self.edit.present()))
            return approved(one, from_at, actor.name, now, note)

        after = self.changing(APPROVE, number, actor, become, seen)
        return self._soon(after)

    def _soon(self, after: Amendment) -> Amendment:
        try:
            self.put_in_force()
        except Retryable:
            return after
        return self.changing.amendments.get(after.number) or after
