"""Squares on the map, so that what lies near is found by an index of plain words."""

from __future__ import annotations

from services.routing.domain.file import Place

#: Degrees; about 550 m each way in these latitudes. What is nearer than that lies in the square or beside it.
SIDE = 0.005


def cell_of(place: Place) -> str:
    """Return the name of the square that a place lies in."""
    return _name(*_indexes(place))


def cells_around(place: Place) -> tuple[str, ...]:
    """Return the names of the square and of the eight around it."""
    north, east = _indexes(place)
    return tuple(_name(north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1))


def _indexes(place: Place) -> tuple[int, int]:
    return int(place.latitude // SIDE), int(place.longitude // SIDE)


def _name(north: int, east: int) -> str:
    return f"{north}:{east}"
