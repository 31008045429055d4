"""Where a case happened: the unit that exists today, everything above it, and who is responsible there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.routing.domain.old_map import OldMap
from services.routing.domain.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An administrative unit. `successors` took over its territory, the one that took most first."""

    code: str
    name: str
    parent: str | None
    successors: tuple[str, ...]
    agency: str | None
    term: Term


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it is on a given day.

    `code` is its own; `codes` are all that a condition may call it by: its own, those of all units above it, and those
    of units that are gone and whose ground is here now. `agency` is the slug of the nearest agency on the way up, None
    where there is none. `note` says in words that the unit was merged into this one, or divided among several.
    """

    name: str
    codes: frozenset[str]
    agency: str | None
    note: str | None = None
    code: str = ""


class Territory:
    """All areas of a catalogue, answering for one day; answers are kept, because cases name the same areas all day.

    A unit without units below it is followed to the successor that took most of it. One that had units below and was
    divided, as a district among communes, is no place any more: it is as much as the smallest unit around all parts.
    """

    def __init__(self, areas: Mapping[str, Area], day: date) -> None:
        self._areas = areas
        self._day = day
        self._old = OldMap(areas, day)
        self._places: dict[str, Place | None] = {}
        self._parents = {area.parent for area in areas.values()}

    def place(self, code: str | None) -> Place | None:
        """Return the place for an area code, following successors to the day; None for a code nobody knows."""
        if code is None or code not in self._areas:
            return None
        if code not in self._places:
            self._places[code] = self._look_up(self._areas[code])
        return self._places[code]

    def code(self, code: str | None) -> str | None:
        """Return the code of what an area is on the day; None where it is nothing."""
        place = self.place(code)
        return place.code if place else None

    def same_as(self, code: str | None) -> tuple[str, ...]:
        """Return the codes of all units, old and new, that are on the day what this one is."""
        today = self.code(code)
        return self._alike.get(today, ()) if today else ()

    @cached_property
    def _alike(self) -> Mapping[str | None, tuple[str, ...]]:
        """All codes by what they are on the day."""
        found: dict[str | None, tuple[str, ...]] = {}
        for each in self._areas:
            found[self.code(each)] = (*found.get(self.code(each), ()), each)
        return found

    def _look_up(self, area: Area) -> Place | None:
        today = self._today(area, frozenset())
        if today is None:
            return None
        chain = list(self._upwards(today))
        agency = next((unit.agency for unit in chain if unit.agency), None)
        return Place(today.name, self._codes(area, chain), agency, self._note(area, today), today.code)

    def _codes(self, said: Area, chain: Sequence[Area]) -> frozenset[str]:
        """Whatever a condition may call this place, on the map of today or on an older one."""
        units = frozenset(unit.code for unit in chain)
        gone = (unit.code for unit in self._upwards(said) if not unit.term.holds(self._day))
        return units.union(gone, self._old.gone_into(units))

    def _note(self, area: Area, today: Area) -> str | None:
        if today is area:
            return None
        if self._is_divided(area):
            return f"{area.name} nay chia cho {len(area.successors)} đơn vị của {today.name}"
        return f"{area.name} nay thuộc {today.name}"

    def _today(self, area: Area, passed: frozenset[str]) -> Area | None:
        """Follow successors until a unit exists on the day; None where the line ends or runs in a circle."""
        if area.term.holds(self._day):
            return area
        if area.term.begins_after(self._day) or area.code in passed:
            return None
        passed |= {area.code}
        heirs = area.successors if self._is_divided(area) else area.successors[:1]
        found = [self._today(self._areas[code], passed) if code in self._areas else None for code in heirs]
        return self._around([unit for unit in found if unit])

    def _is_divided(self, area: Area) -> bool:
        return area.code in self._parents and len(area.successors) > 1

    def _around(self, units: Sequence[Area]) -> Area | None:
        """Return the smallest unit that holds all of these; a unit holds itself. None where nothing does."""
        chains = [[unit.code for unit in self._upwards(each)] for each in units]
        shared = set(chains[0]).intersection(*chains[1:]) if chains else set()
        return next((self._areas[code] for code in (chains[0] if chains else ()) if code in shared), None)

    def _upwards(self, area: Area) -> Iterator[Area]:
        passed: set[str] = set()
        unit: Area | None = area
        while unit is not None and unit.code not in passed:
            passed.add(unit.code)
            yield unit
            unit = self._areas.get(unit.parent or "")
