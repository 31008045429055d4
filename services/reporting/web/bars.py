"""Geometry of the charts: plain numbers that the templates put into SVG attributes. Every chart has its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.domain.report import Row

#: The parts of a bar, from left to right; the names are also those of the style classes.
PARTS = ("handled_on_time", "handled_late", "open_in_time", "overdue")
MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in hundredths of the chart's width."""

    name: str
    start: float
    length: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label."""

    label: str
    parts: Sequence[Part]
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """Two columns of a month, heights in hundredths of the chart's height."""

    label: str
    received: int
    handled: int
    received_height: float
    handled_height: float


def stacked(rows: Sequence[Row]) -> list[Bar]:
    """Return the longest bars first, scaled so that the longest fills the width; at most twelve."""
    shown = rows[:MOST_BARS]
    most = max((row.tally.to_handle for row in shown), default=0) or 1
    return [Bar(row.name, _parts(row, most), row.tally.to_handle) for row in shown]


def columns(rows: Sequence[Row]) -> list[Column]:
    """Return a pair of columns per month, scaled so that the highest fills the height."""
    most = max((max(row.tally.received, row.tally.handled) for row in rows), default=0) or 1
    return [
        Column(
            row.name,
            row.tally.received,
            row.tally.handled,
            _share(row.tally.received, most),
            _share(row.tally.handled, most),
        )
        for row in rows
    ]


def _parts(row: Row, most: int) -> list[Part]:
    tally = row.tally
    counts = (tally.handled_on_time, tally.handled_late, tally.due_soon + tally.not_due, tally.overdue)
    parts, start = [], 0
    for name, count in zip(PARTS, counts, strict=True):
        parts.append(Part(name, _share(start, most), _share(count, most), count))
        start += count
    return parts


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 2)
