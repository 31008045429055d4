"""Find duplicates: cases that may be about the same matter, most alike first."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.text import fold
from services.routing.domain.case import Case
from services.routing.domain.likeness import LIKELY, WITHIN, Likeness, Told, likeness, told
from services.routing.usecases.merging.ports import Neighbours

LOOKED_AT = 500
SHOWN = 10


@dataclass(frozen=True, slots=True)
class FindDuplicates:
    """For people who decide; nothing is joined by itself."""

    neighbours: Neighbours
    clock: Clock

    def of(self, case: Case) -> list[tuple[Case, Likeness]]:
        """Return cases that may be about the same matter as this one."""
        return self.like(told_of(case))

    def like(self, one: Told) -> list[tuple[Case, Likeness]]:
        """Return cases that may be about what somebody is just telling."""
        found = self.neighbours.near(one.category, one.area, one.at - WITHIN, LOOKED_AT)
        compared = [(each, likeness(one, told_of(each))) for each in found if each.code != one.code]
        alike = [pair for pair in compared if pair[1].score >= LIKELY]
        return sorted(alike, key=lambda pair: (-pair[1].score, pair[0].code))[:SHOWN]


def told_of(case: Case) -> Told:
    """Return what is compared of a case."""
    said = case.submission
    text = f"{said.title} {said.text} {said.address or ''}"
    return told(case.code, text, fold, category=case.category, area=case.area, place=said.place, at=said.received_at)
