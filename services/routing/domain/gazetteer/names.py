"""The names of administrative units, taken apart: which kind of unit, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.routing.domain.suggestion.spelling import spelled
from services.routing.domain.territory import Area

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"

#: First words of a name, and what people write short for them: kind and level.
KINDS: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("tinh",): ("tinh", PROVINCE),
    ("thanh", "pho"): ("thanh pho", DISTRICT),
    ("tp",): ("thanh pho", DISTRICT),
    ("thi", "xa"): ("thi xa", DISTRICT),
    ("tx",): ("thi xa", DISTRICT),
    ("huyen",): ("huyen", DISTRICT),
    ("h",): ("huyen", DISTRICT),
    ("thi", "tran"): ("thi tran", COMMUNE),
    ("tt",): ("thi tran", COMMUNE),
    ("phuong",): ("phuong", COMMUNE),
    ("p",): ("phuong", COMMUNE),
    ("f",): ("phuong", COMMUNE),
    ("xa",): ("xa", COMMUNE),
    ("x",): ("xa", COMMUNE),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A unit and how it is written. `marked` are its words as `spelled` writes them, `becomes` the codes in force.

    The unit that took over most of it comes first. `district` and `province` are the codes of the old district and
    of the province above it, if any.
    """

    area: Area
    kind: str
    level: str
    key: str
    marked: tuple[str, ...]
    becomes: tuple[str, ...]
    district: str | None
    province: str | None


def key_of(words: tuple[str, ...] | list[str]) -> str:
    """Return what a name is found by: "Chư Sê", "chuse" and "CHU SE" are one; so are "Ia" and "Ya"."""
    return "".join(words).replace("y", "i")


def kind_at(words: list[str], at: int) -> tuple[str, str, int]:
    """Return kind, level and number of the words at `at` that say which kind of unit comes; nothing and 0 if none."""
    for length in (2, 1):
        known = KINDS.get(tuple(words[at : at + length]))
        if known:
            return (*known, length)
    return "", "", 0


def names_of(areas: Mapping[str, Area], day: date) -> Iterator[Name]:
    """Return the names of all units that have become something by `day`."""
    for area in areas.values():
        kind, level, words = _taken_apart(area)
        becomes = tuple(_in_force(area, areas, day))
        if becomes:
            key = key_of([word[0] for word in words])
            yield Name(area, kind, level, key, tuple(word[1] for word in words), becomes, *_above(area, areas))


def _in_force(area: Area, areas: Mapping[str, Area], day: date, depth: int = 5) -> Iterator[str]:
    if area.term.holds(day):
        yield area.code
    elif depth and not area.term.begins_after(day):
        for code in area.successors:
            if code in areas:
                yield from _in_force(areas[code], areas, day, depth - 1)


def _above(area: Area, areas: Mapping[str, Area]) -> tuple[str | None, str | None]:
    """Return the codes of district and province above a unit, as their names say what they are."""
    parent = areas.get(area.parent or "")
    if parent is None:
        return None, None
    if _taken_apart(parent)[1] == DISTRICT:
        return parent.code, parent.parent
    return None, parent.code


def _taken_apart(area: Area) -> tuple[str, str, list[tuple[str, str]]]:
    """Return kind, level and the words of the name proper."""
    words = [spelled(word) for word in area.name.replace("'", " ").replace("’", " ").split()]
    kind, level, length = kind_at([word[0] for word in words], 0)
    return (kind, level, words[length:]) if 0 < length < len(words) else ("", COMMUNE, words)
