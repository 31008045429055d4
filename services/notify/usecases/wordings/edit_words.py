"""Write a draft."""

from __future__ import annotations

from dataclasses import dataclass

from services.notify.domain.words.unit import DRAFTED, Place, Texts, Unit, drafted
from services.notify.usecases.wordings.changing import Change
from services.notify.usecases.wordings.refusals import words_broken, words_changed, words_unchanged
from services.notify.usecases.wordings.try_words import TryWords


@dataclass(frozen=True, slots=True)
class EditWords:
    """Only words with which every message can be made are kept."""

    change: Change
    try_words: TryWords

    def __call__(self, place: Place, typed: Texts, by: str, version: int, note: str = "") -> Unit:
        """Keep a draft. Raises `Rejected`: unknown-words, words-broken, words-unchanged, words-changed."""
        self.change.find(place)
        trial = self.try_words(place, typed)
        if trial.problems:
            raise words_broken(trial)

        def act(unit: Unit) -> Unit:
            present = unit.present.texts if unit.present else self.try_words.writer.defaults[place]
            if trial.texts == present:
                raise words_unchanged()
            return drafted(unit, trial.texts, by, self.change.clock.now(), note)

        after = self.change(place, version, DRAFTED, by, act)
        if after.draft is None or after.draft.texts != trial.texts:
            # The same person, but not the same request.
            raise words_changed()
        return after
