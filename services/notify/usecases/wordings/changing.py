"""How the words of a place are changed: on the version that was looked at, once, however often it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.notify.domain.words.occasions import OCCASIONS, PARTS
from services.notify.domain.words.unit import Place, Unit
from services.notify.usecases.wordings.ports import Wordings
from services.notify.usecases.wordings.refusals import unknown_words, words_changed


@dataclass(frozen=True, slots=True)
class Change:
    """Applies an act to a place."""

    wordings: Wordings
    clock: Clock

    def find(self, place: Place) -> Unit:
        """Return what is known of a place. Raises `Rejected`: unknown-words."""
        if place.occasion not in OCCASIONS or place.kind not in PARTS:
            raise unknown_words()
        return self.wordings.find(place)

    def __call__(self, place: Place, version: int, did: str, by: str, act: Callable[[Unit], Unit]) -> Unit:
        """Store what `act` makes of the place and return it. Raises `Rejected`: unknown-words, words-changed.

        A request that comes again, because its answer was lost, finds what it did and changes nothing.
        """
        unit = self.find(place)
        if unit.version == version + 1 and (unit.history[-1].did, unit.history[-1].by) == (did, by):
            return unit
        if unit.version != version:
            raise words_changed()
        after = act(unit)
        if not self.wordings.save(after):
            raise words_changed()
        return after
