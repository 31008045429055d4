"""Find duplicates: cases that may be about the same matter, most alike first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.kit.clock import Clock
from services.kit.text import fold
from services.routing.domain.case import Case
from services.routing.domain.catalog import Catalog
from services.routing.domain.grid import cells_around
from services.routing.domain.likeness import Likeness, Reach, Report, likeness, words_of
from services.routing.domain.territory import Territory
from services.routing.usecases.merging.ports import Around, Neighbours
from services.routing.usecases.ports import Catalogs

LOOKED_AT, SHOWN = 300, 10
REACH = Reach()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A case that may be about the same matter, and why one should think so."""

    report: Report
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class FindDuplicates:
    """For people who decide; nothing is joined by itself."""

    neighbours: Neighbours
    catalogs: Catalogs
    clock: Clock
    reach: Reach = REACH

    def of(self, case: Case) -> Sequence[Duplicate]:
        """Return cases that may be about the same matter as this one."""
        return self.like(report_of(case))

    def like(self, told: Report) -> Sequence[Duplicate]:
        """Return cases that may be about what somebody is just telling."""
        catalog = self.catalogs.assigner().catalog
        today = catalog.territory_on(catalog.agency_hours.local(self.clock.now()).date())
        found = self.neighbours.near(_around(told, catalog, today, self.reach), LOOKED_AT)
        compared = [self._compared(told, each, today) for each in found if each.code != told.code]
        alike = [each for each in compared if each.likeness.score >= self.reach.likely]
        return sorted(alike, key=lambda each: (-each.likeness.score, each.report.code))[:SHOWN]

    def _compared(self, one: Report, other: Report, today: Territory) -> Duplicate:
        pair = (replace(one, area=today.code(one.area)), replace(other, area=today.code(other.area)))
        return Duplicate(other, likeness(*pair, (words_of(one, fold), words_of(other, fold)), self.reach))


def report_of(case: Case) -> Report:
    """Return what is compared of a case."""
    said = case.submission
    return Report(
        code=case.code,
        title=said.title,
        text=said.text,
        address=said.address,
        category=case.category,
        area=case.area,
        place=said.place,
        at=said.received_at,
    )


def _around(told: Report, catalog: Catalog, today: Territory, reach: Reach) -> Around:
    branch = (told.category or "").partition(".")[0]
    kin = [each for each in catalog.categories if each.partition(".")[0] == branch]
    days = timedelta(days=reach.days)
    return Around(
        areas=today.same_as(told.area),
        cells=cells_around(told.place) if told.place else (),
        categories=tuple(kin),
        since=told.at - days,
        until=told.at + days,
    )
