"""Put a draft in force."""

from __future__ import annotations

from dataclasses import dataclass

from services.notify.domain.words.unit import PUT_IN_FORCE, Place, Unit, put_in_force
from services.notify.usecases.wordings.changing import Change
from services.notify.usecases.wordings.refusals import four_eyes, no_draft, words_broken
from services.notify.usecases.wordings.try_words import TryWords


@dataclass(frozen=True, slots=True)
class PutInForce:
    """A second person does it; what the program of today cannot say is refused, whenever it was written."""

    change: Change
    try_words: TryWords

    def __call__(self, place: Place, by: str, version: int) -> Unit:
        """Put it in force, within seconds everywhere.

        Raises `Rejected`: unknown-words, no-draft, four-eyes, words-broken, words-changed.
        """

        def act(unit: Unit) -> Unit:
            if unit.draft is None:
                raise no_draft()
            if by in unit.draft.hands:
                raise four_eyes()
            trial = self.try_words(place, unit.draft.texts)
            if trial.problems:
                raise words_broken(trial)
            return put_in_force(unit, unit.draft, by, self.change.clock.now())

        return self.change(place, version, PUT_IN_FORCE, by, act)
