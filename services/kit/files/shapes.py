"""Shapes in a mask: connected areas, their hulls, and the smallest rectangle around each. Plain geometry."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A connected area of set pixels: how many, and the ends of its rows, which is all a hull needs."""

    size: int
    ends: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle of any direction; `corners` go round, and begin so that the first side is a long one."""

    corners: tuple[Point, Point, Point, Point]
    long: float
    short: float


def areas(mask: bytes, width: int, least: int) -> list[Area]:
    """Return the areas of non-zero bytes that have at least `least` pixels. Pixels touch by their sides."""
    rows = [list(_runs(mask[start : start + width])) for start in range(0, len(mask), width)]
    leaders = _joined(rows)
    sizes: dict[int, int] = {}
    ends: dict[int, list[Point]] = {}
    number = 0
    for y, row in enumerate(rows):
        for start, end in row:
            leader = _leader(leaders, number)
            sizes[leader] = sizes.get(leader, 0) + end - start
            ends.setdefault(leader, []).extend(((start, y), (end, y), (start, y + 1), (end, y + 1)))
            number += 1
    return [Area(size, tuple(ends[leader])) for leader, size in sizes.items() if size >= least]


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the corners of the convex hull, going round (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1] if len(ordered) > 2 else list(ordered)


def content(corners: Sequence[Point]) -> float:
    """Return the area of a simple polygon."""
    following = [*corners[1:], *corners[:1]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, following, strict=True))) / 2


def smallest_rectangle(corners: Sequence[Point]) -> Rectangle | None:
    """Return the rectangle of least area around a convex polygon: one of its sides lies on one of the polygon's."""
    following = [*corners[1:], *corners[:1]]
    turned = (_along(corners, begin, end) for begin, end in zip(corners, following, strict=True))
    return min(turned, key=lambda each: each.long * each.short, default=None)


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    start = row.find(255)
    while start >= 0:
        end = row.find(0, start)
        yield start, (end := len(row) if end < 0 else end)
        start = row.find(255, end)


def _joined(rows: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """Return for every run, counted through, a run it hangs together with; the least one leads to itself."""
    leaders: list[int] = []
    above: list[tuple[int, int, int]] = []
    for row in rows:
        here = []
        for start, end in row:
            number = len(leaders)
            leaders.append(number)
            here.append((start, end, number))
        for start, end, number in here:
            for start_above, end_above, number_above in above:
                if start < end_above and start_above < end:
                    _join(leaders, number, number_above)
        above = here
    return leaders


def _join(leaders: list[int], one: int, other: int) -> None:
    one, other = _leader(leaders, one), _leader(leaders, other)
    leaders[max(one, other)] = min(one, other)


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def _half(ordered: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(one: Point, two: Point, three: Point) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _along(corners: Sequence[Point], begin: Point, end: Point) -> Rectangle:
    """Return the rectangle around `corners` with a side in the direction from `begin` to `end`."""
    angle = math.atan2(end[1] - begin[1], end[0] - begin[0])
    cos, sin = math.cos(angle), math.sin(angle)
    us = [x * cos + y * sin for x, y in corners]
    vs = [y * cos - x * sin for x, y in corners]
    box = ((min(us), min(vs)), (max(us), min(vs)), (max(us), max(vs)), (min(us), max(vs)))
    back = [(u * cos - v * sin, u * sin + v * cos) for u, v in box]
    wide, high = max(us) - min(us), max(vs) - min(vs)
    if high > wide:
        back = [*back[1:], back[0]]
    return Rectangle((back[0], back[1], back[2], back[3]), max(wide, high), min(wide, high))
