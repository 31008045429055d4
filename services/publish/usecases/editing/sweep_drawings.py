"""Delete drawings that no case names: what somebody was about to let out, or took out, when the process was killed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.publish.usecases.editing.ports import Drawings
from services.publish.usecases.ports import Cases

#: Longer than any request takes.
AGE = timedelta(hours=1)
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SweepDrawings:
    """Looks once at every drawing that is an hour old. Two at once do the same, which changes nothing."""

    drawings: Drawings
    cases: Cases
    clock: Clock

    def __call__(self) -> None:
        """Sweep what is old enough."""
        unsure = self.drawings.unsure(self.clock.now() - AGE, MOST_AT_ONCE)
        stored = self.cases.load({code for _, code in unsure}) if unsure else {}
        named = {photo.id for each in stored.values() for photo in each.case.photos}
        self.drawings.sure([each for each, _ in unsure if each in named])
        for drawing_id, _ in unsure:
            if drawing_id not in named:
                self.drawings.delete(drawing_id)
                log.info("drawing swept", drawing=drawing_id)
