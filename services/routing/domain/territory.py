"""Where a case happened: the unit that exists today, everything above it, and who is responsible there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

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
    """An area as it is on a given day. `codes` are its own and those of all units above it.

    `agency` is the slug of the nearest agency on the way up, None where there is none. `note` says in words that the
    citizen's unit has been merged into this one.
    """

    name: str
    codes: frozenset[str]
    agency: str | None
    note: str | None = None


class Territory:
    """All areas of a catalogue, answering for one day; answers are kept, because cases name the same areas all day."""

    def __init__(self, areas: Mapping[str, Area], day: date) -> None:
        self._areas = areas
        self._day = day
        self._places: dict[str, Place | None] = {}

    def place(self, code: str | None) -> Place | None:
        """Return the place for an area code, following successors to the day; None for a code nobody knows."""
        if code is None or code not in self._areas:
            return None
        if code not in self._places:
            self._places[code] = self._look_up(self._areas[code])
        return self._places[code]

    def _look_up(self, area: Area) -> Place | None:
        today = self._today(area)
        if today is None:
            return None
        chain = list(self._upwards(today))
        agency = next((unit.agency for unit in chain if unit.agency), None)
        note = None if today is area else f"{area.name} nay thuộc {today.name}"
        return Place(today.name, frozenset(unit.code for unit in chain), agency, note)

    def _today(self, area: Area) -> Area | None:
        """Follow the first successor until a unit exists on the day; None where the line ends or runs in a circle."""
        passed: set[str] = set()
        while not area.term.holds(self._day):
            if area.term.begins_after(self._day) or area.code in passed or not area.successors:
                return None
            passed.add(area.code)
            if area.successors[0] not in self._areas:
                return None
            area = self._areas[area.successors[0]]
        return area

    def _upwards(self, area: Area) -> Iterator[Area]:
        passed: set[str] = set()
        unit: Area | None = area
        while unit is not None and unit.code not in passed:
            passed.add(unit.code)
            yield unit
            unit = self._areas.get(unit.parent or "")
