"""Go one step back, or to the program's own words: both have been in force or were shipped, so one person may."""

from __future__ import annotations

from dataclasses import dataclass

from services.notify.domain.words.unit import BROUGHT_BACK, TO_DEFAULT, Place, Unit, brought_back, to_default
from services.notify.usecases.wordings.changing import Change
from services.notify.usecases.wordings.refusals import nothing_before, words_broken
from services.notify.usecases.wordings.try_words import TryWords


@dataclass(frozen=True, slots=True)
class BringBack:
    """The way out when words turn out to be wrong."""

    change: Change
    try_words: TryWords

    def __call__(self, place: Place, by: str, version: int, *, to_own: bool = False) -> Unit:
        """Put in force what was before, or (`to_own`) the program's own words.

        Raises `Rejected`: unknown-words, nothing-before, words-broken, words-changed.
        """

        def act(unit: Unit) -> Unit:
            present, now = unit.present, self.change.clock.now()
            if present is None:
                raise nothing_before()
            after = to_default(unit, by, now) if to_own else brought_back(unit, present, by, now)
            trial = self.try_words(place, after.present.texts) if after.present else None
            if trial and trial.problems:
                raise words_broken(trial)
            return after

        return self.change(place, version, TO_DEFAULT if to_own else BROUGHT_BACK, by, act)
