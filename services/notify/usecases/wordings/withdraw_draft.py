"""Give a draft up."""

from __future__ import annotations

from dataclasses import dataclass

from services.notify.domain.words.unit import WITHDRAWN, Place, Unit, withdrawn
from services.notify.usecases.wordings.changing import Change
from services.notify.usecases.wordings.refusals import no_draft


@dataclass(frozen=True, slots=True)
class WithdrawDraft:
    """What is in force stays so."""

    change: Change

    def __call__(self, place: Place, by: str, version: int) -> Unit:
        """Give it up. Raises `Rejected`: unknown-words, no-draft, words-changed."""

        def act(unit: Unit) -> Unit:
            if unit.draft is None:
                raise no_draft()
            return withdrawn(unit, by, self.change.clock.now())

        return self.change(place, version, WITHDRAWN, by, act)
