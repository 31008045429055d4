"""The map that was, in conditions that still name it: whose ground an old unit's has become by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.routing.domain.territory import Area


class OldMap:
    """What is gone on a day, by the units that have its ground.

    The ground of a unit that is gone is that of all it had below: an old province is the communes that were made of
    its communes, and not the whole of the province that it joined. A unit with nothing below has gone to all its
    successors.
    """

    def __init__(self, areas: Mapping[str, Area], day: date) -> None:
        self._areas = areas
        self._day = day
        self._below: dict[str | None, list[str]] = defaultdict(list)
        for area in areas.values():
            self._below[area.parent].append(area.code)
        self._gone: dict[str, set[str]] = defaultdict(set)
        for code in areas:
            for unit in self._ground(code, frozenset()) - {code}:
                self._gone[unit].add(code)

    def gone_into(self, units: frozenset[str]) -> frozenset[str]:
        """Return the codes of all units that are gone and whose ground, or part of it, these units have."""
        return frozenset[str]().union(*(self._gone[unit] for unit in units if unit in self._gone))

    def _ground(self, code: str, passed: frozenset[str]) -> frozenset[str]:
        area = self._areas.get(code)
        if area is None or code in passed or area.term.begins_after(self._day):
            return frozenset()
        if area.term.holds(self._day):
            return frozenset({code})
        return self._all(self._below[code], passed | {code}) or self._all(area.successors, passed | {code})

    def _all(self, codes: Iterable[str], passed: frozenset[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._ground(each, passed) for each in codes))
