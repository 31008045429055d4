"""A map of how many cases each commune has: circles on a plain picture, in units of the picture, with nothing fetched.

The communes' own middles and sizes are in the catalogue. Their pale discs together look like the province; boundaries
would be more exact and thousand times larger, which a phone on a poor network pays for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 1_000
#: As wide as the ground of a large commune reaches beyond its middle.
MARGIN = 90
KM_PER_DEGREE = 111.2
#: A disc of a commune's own size leaves gaps between neighbours; so much larger, they close.
OVERLAP = 1.3
LARGEST, SMALLEST = 52.0, 9.0
MOST_LABELS = 10
LETTER, LINE = 20.0, 38.0
#: So many cases and more are drawn with the largest circle there is; fewer never look like many.
MANY = 30
#: How often a unit's ground may have passed on since the case; more would be a circle.
MOST_HEIRS = 5

Area = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Disc:
    """The ground of one commune, or what stands for its cases."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A commune with cases. `label` is its name where there is room to write it, beside (`text_x`, `text_y`)."""

    code: str
    name: str
    count: int
    disc: Disc
    label: str = ""
    anchor: str = "start"
    text_x: float = 0.0
    text_y: float = 0.0


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """The picture, `WIDTH` wide. The largest spots come first, so that small ones lie on top and can be touched."""

    height: float
    ground: Sequence[Disc]
    spots: Sequence[Spot]


def province_map(areas: Mapping[str, Area], counts: Mapping[str, int]) -> ProvinceMap | None:
    """Return the map of a catalogue's areas, or None where it does not say where they lie.

    `counts` are cases by area; those of a unit that is gone count where most of its ground is now.
    """
    placed = {code: each for code, each in areas.items() if each.get("latitude") is not None}
    if not placed:
        return None
    projection = _Projection(placed.values())
    ground = [projection.disc(each, OVERLAP) for each in placed.values()]
    return ProvinceMap(projection.height, ground, _spots(placed, of_today(areas, counts), projection))


def of_today(areas: Mapping[str, Area], counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of units as they are now; what is nowhere is left out."""
    found: dict[str, int] = {}
    for code, count in counts.items():
        heir = _heir(areas, code)
        if heir and count:
            found[heir] = found.get(heir, 0) + count
    return found


def _heir(areas: Mapping[str, Area], code: str) -> str | None:
    for _ in range(MOST_HEIRS):
        successors = areas.get(code, {}).get("successors")
        if not successors:
            break
        code = successors[0]
    return code if code in areas else None


class _Projection:
    """Degrees to units: north is up, and a kilometre is as long in each direction."""

    def __init__(self, areas: Iterable[Area]) -> None:
        known = list(areas)
        north = [each["latitude"] for each in known]
        east = [each["longitude"] for each in known]
        self._top, self._left = max(north), min(east)
        self._narrowing = math.cos(math.radians((max(north) + min(north)) / 2))
        widest = max((max(east) - self._left) * self._narrowing, 0.01)
        self._units = (WIDTH - 2 * MARGIN) / widest
        self.height = round((self._top - min(north)) * self._units + 2 * MARGIN, 1)

    def disc(self, area: Area, scale: float) -> Disc:
        """Return a commune's ground, `scale` times as wide as a circle of its size."""
        radius = math.sqrt(area.get("km2", 100) / math.pi) / KM_PER_DEGREE * self._units * scale
        return Disc(*self.at(area), round(radius, 1))

    def at(self, area: Area) -> tuple[float, float]:
        """Return the place of its middle."""
        x = MARGIN + (area["longitude"] - self._left) * self._narrowing * self._units
        return round(x, 1), round(MARGIN + (self._top - area["latitude"]) * self._units, 1)


def _spots(areas: Mapping[str, Area], counts: Mapping[str, int], projection: _Projection) -> list[Spot]:
    most = max(MANY, *counts.values()) if counts else MANY
    spots: list[Spot] = []
    taken: list[tuple[float, float, float, float]] = []
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if code in areas:
            radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(count / most)
            disc = Disc(*projection.at(areas[code]), round(radius, 1))
            spot = Spot(code, str(areas[code]["name"]), count, disc)
            spots.append(_labelled(spot, taken) if len(taken) < MOST_LABELS else spot)
    return spots


def _labelled(spot: Spot, taken: list[tuple[float, float, float, float]]) -> Spot:
    """Write the name right or left of the spot, where no other name is; else not at all."""
    label = spot.name.partition(" ")[2] or spot.name
    length, y = len(label) * LETTER, spot.disc.y
    right, left = spot.disc.x + spot.disc.radius + 6, spot.disc.x - spot.disc.radius - 6
    for anchor, x, start in (("start", right, right), ("end", left, left - length)):
        box = (start, y - LINE / 2, start + length, y + LINE / 2)
        if start >= 0 and box[2] <= WIDTH and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return Spot(spot.code, spot.name, spot.count, spot.disc, label, anchor, round(x, 1), round(y + LINE / 4, 1))
    return spot


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
