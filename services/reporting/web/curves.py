"""Geometry of charts that lay what came over what was expected: plain numbers for SVG attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.staffing.plan import DayAhead, HourToday

#: Width and height of a chart in its own units; what is drawn leaves room for the words below and beside it.
WIDTH, HEIGHT = 960.0, 260.0
LEFT, BOTTOM, TOP = 44.0, 28.0, 10.0
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: what is expected (`mean` within `low` to `high`, as heights from the top) and what came."""

    label: str
    x: float
    width: float
    low: float
    high: float
    mean: float
    top: float | None
    height: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `lines` are the horizontal ones, each with the number it stands for."""

    bars: Sequence[Bar]
    lines: Sequence[tuple[float, int]]
    foot: float = HEIGHT - BOTTOM


def hours(shown: Sequence[HourToday]) -> Chart:
    """Return the chart of a day's hours."""
    return _chart(
        [(f"{each.hour:02d}", each.expected.low, each.expected.high, each.expected.mean, each.came) for each in shown]
    )


def days(shown: Sequence[DayAhead]) -> Chart:
    """Return the chart of days; what came of today is drawn as far as the day has gone."""
    return _chart(
        [(_day(each.day), each.expected.low, each.expected.high, each.expected.mean, each.so_far) for each in shown]
    )


def ticks(most: float, about: int = 4) -> list[int]:
    """Return round numbers from 0 to `most` or a little above, some `about` of them: 0, 20, 40, …"""
    step, power = 1, 1
    while most / step > about:
        place = STEPS.index(step // power)
        power *= 10 if place == 2 else 1
        step = STEPS[(place + 1) % 3] * power
    count = max(1, -(-int(most + 0.999) // step))
    return [step * each for each in range(count + 1)]


def _chart(columns: Sequence[tuple[str, float, float, float, float | None]]) -> Chart:
    marks = ticks(max((max(high, mean, came or 0) for _, _, high, mean, came in columns), default=0))
    scale = (HEIGHT - TOP - BOTTOM) / marks[-1]
    room = (WIDTH - LEFT) / max(1, len(columns))

    def level(value: float) -> float:
        return round(HEIGHT - BOTTOM - value * scale, 1)

    bars = [
        Bar(
            label, round(LEFT + place * room + room * 0.12, 1), round(room * 0.76, 1),
            level(low), level(high), level(mean),
            None if came is None else level(came), None if came is None else round(came * scale, 1),
        )
        for place, (label, low, high, mean, came) in enumerate(columns)
    ]  # fmt: skip
    return Chart(bars, [(level(mark), mark) for mark in marks])


def _day(day: date) -> str:
    return day.strftime("%d/%m")
