"""Say how many published cases each place has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from services.publish.domain.province_map import ProvinceMap, of_today, province_map
from services.publish.domain.words import AREA
from services.publish.usecases.read_reference import ReadReference


class Frequencies(Protocol):
    """What published cases are found by; asking costs little, however many cases there are."""

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return by about how many cases each of these is found, without those that none has."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of today with their cases, most first, as (code, name, count); and the map, if it can be drawn."""

    lines: list[tuple[str, str, int]]
    map: ProvinceMap | None


class CountPlaces:
    """Draws the map of answered cases."""

    def __init__(self, known: Frequencies, reference: ReadReference) -> None:
        self._known = known
        self._reference = reference

    def __call__(self) -> Places:
        """Return the places. What happened on ground that has passed to another unit counts where it is now."""
        areas = self._reference().areas
        found = self._known.frequencies(AREA + code for code in areas)
        counts = {word.removeprefix(AREA): count for word, count in found.items()}
        today = of_today(areas, counts)
        lines = [(code, str(areas[code]["name"]), count) for code, count in today.items()]
        lines.sort(key=lambda line: (-line[2], line[1]))
        return Places(lines, province_map(areas, counts))
