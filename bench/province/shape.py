"""When people call: more in the morning than at noon, less on Sunday, more every year, and most after the holidays."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

SPAN = timedelta(days=3 * 365)
_HOUR = timedelta(hours=1)
#: Of a thousand calls of a working day, in each hour of the province's time.
_HOURS = (2, 1, 1, 1, 2, 8, 25, 80, 110, 105, 95, 60, 35, 70, 90, 85, 70, 50, 35, 30, 22, 13, 7, 3)
_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 0.95, 0.45, 0.3)
_MONTHS = (0.9, 0.75, 1.05, 1.0, 1.0, 1.05, 1.0, 1.05, 1.1, 1.2, 1.15, 0.9)
_GROWTH_A_YEAR = 1.25
_LOCAL = timedelta(hours=7)


@lru_cache(maxsize=4)
def _weights(end: datetime) -> list[float]:
    """Return the running sum of how likely each hour of the span is."""
    hours = int(SPAN / _HOUR)
    return list(accumulate(_weight(end - SPAN + _HOUR * hour) for hour in range(hours)))


def _weight(moment: datetime) -> float:
    local = moment + _LOCAL
    growth: float = _GROWTH_A_YEAR ** ((moment - datetime(2023, 1, 1, tzinfo=UTC)) / timedelta(days=365))
    return _HOURS[local.hour] * _WEEKDAYS[local.weekday()] * _MONTHS[local.month - 1] * growth


def arrival(number: int, count: int, end: datetime) -> datetime:
    """Return when the `number`-th of `count` cases came, in the `SPAN` before `end`; later numbers never earlier."""
    running = _weights(end)
    wanted = (number + 0.5) / count * running[-1]
    hour = bisect_right(running, wanted)
    before = running[hour - 1] if hour else 0.0
    within = (wanted - before) / (running[hour] - before)
    moment = end - SPAN + _HOUR * (hour + within)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
