"""Which areas are meant by a unit of either map: the one in force, and the one it replaced."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.publish.domain.folding import view

Areas = Mapping[str, Mapping[str, Any]]
#: What a unit is called, before its name; people leave it out.
_KINDS = ("phuong ", "xa ", "thi tran ", "thi xa ", "huyen ", "thanh pho ", "tinh ")
LONGEST_NAME = 100


def ground_of(areas: Areas, asked: str) -> frozenset[str]:
    """Return the codes of all areas in which something lies that is asked for by a code or a name of either map.

    A unit that is gone means those that took over its ground; one in force also the cases that were filed while its
    ground was called otherwise. An old code may be given without the mark of its map. What nobody knows means itself.
    """
    units = _units(areas, asked)
    if not units:
        return frozenset({asked})
    now = {code for unit in units for code in areas[unit].get("successors") or (unit,)}
    return frozenset({*units, *now, *_gone_into(areas, now)})


def _units(areas: Areas, asked: str) -> list[str]:
    if asked in areas:
        return [asked]
    if asked.isdigit():
        return [code for code in areas if code.rpartition("-")[2] == asked][:1]
    name = view(unicodedata.normalize("NFC", asked[:LONGEST_NAME]).strip())
    whole = [code for code, area in areas.items() if view(area["name"]) == name]
    return _in_force(areas, whole) or _in_force(areas, _named(areas, name))


def _in_force(areas: Areas, codes: list[str]) -> list[str]:
    """Return those of today's map, or all where there is none."""
    return [code for code in codes if not areas[code].get("valid_to")] or codes


def _named(areas: Areas, name: str) -> list[str]:
    """Return the units that have a name (folded) behind what they are."""
    full = {kind + name for kind in _KINDS}
    return [code for code, area in areas.items() if view(area["name"]) in full]


def _gone_into(areas: Areas, units: Iterable[str]) -> Iterator[str]:
    """Yield the old communes of which one of the units has at least a part; a whole district says too little."""
    has_units = {area.get("parent") for area in areas.values()}
    wanted = frozenset(units)
    for code, area in areas.items():
        if code not in has_units and wanted.intersection(area.get("successors") or ()):
            yield code
