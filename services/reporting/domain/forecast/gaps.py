"""Quarters nobody counted: the system was down, or its telephone exchange told nothing.

Silence is no proof: at three in the morning nobody calls. A silence is a gap where the same weekdays' medians say that
it would not happen once in a million weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from services.reporting.domain.forecast.quarters import PER_DAY, History

#: e^-20 is 2·10⁻⁹ per silence; a week has fewer than 700 of them.
SILENT_EXPECTED = 20.0
WEEKS_BACK, WEEKS_ON = 4, 2


def with_gaps(history: History, ordinary: Iterable[date]) -> set[date]:
    """Return the days, of the `ordinary` ones (no holidays), of which a part was not counted."""
    return {day for day in ordinary if day in history and _has_gap(history, day)}


def _has_gap(history: History, day: date) -> bool:
    counts = history[day]
    if all(counts):
        return False
    usual = _usual(history, day)
    return bool(usual) and _longest_silence(counts, usual) > SILENT_EXPECTED


def _usual(history: History, day: date) -> Sequence[float]:
    """Return the medians of the same weekday, shortly before and after; empty where there are fewer than three."""
    near = [day + timedelta(weeks=step) for step in range(-WEEKS_BACK, WEEKS_ON + 1) if step]
    known = [history[each] for each in near if each in history]
    return [median(column) for column in zip(*known, strict=True)] if len(known) >= 3 else ()


def _longest_silence(counts: Sequence[int], usual: Sequence[float]) -> float:
    """Return the most that was to be expected in any silence of the day."""
    longest = running = 0.0
    for quarter in range(PER_DAY):
        running = 0.0 if counts[quarter] else running + usual[quarter]
        longest = max(longest, running)
    return longest
