"""Two years of arrivals as a province's hotline might see them, from a seed; what the forecast is measured on.

Made otherwise than the forecast believes: the year has seasons (rains from May to October), busy days come in runs and
on all channels together, evenings and lunch hours move with the months, storms multiply a day's arrivals, and the
exchange fails now and then. Everything is invented; sizes follow the ratios of published reports of other provinces.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import holidays

from services.reporting.domain.forecast.day_kinds import Span, WorkingCalendar
from services.reporting.domain.forecast.quarters import PER_DAY, History

_VIETNAM = holidays.country_holidays("VN", language="vi")
FIRST, DAYS = date(2024, 11, 4), 730
#: Arrivals of an ordinary working day at the beginning, and how much a channel grows in a year.
SIZES = {
    "calls": (420.0, 1.10), "hotline": (150.0, 1.05), "web": (45.0, 1.2), "zalo": (38.0, 1.6),
    "facebook": (14.0, 0.9), "email": (8.0, 1.0), "mobile": (6.0, 2.5),
}  # fmt: skip
#: Kept only while somebody answers the telephone.
STAFFED = ("calls", "hotline")
WEEKDAYS = (1.18, 1.04, 1.0, 0.97, 0.9, 0.34, 0.22)
STORMS, OUTAGES = 9, 6


def calendar() -> WorkingCalendar:
    """Return the hotline's hours: 07:00 to 23:00 from Monday to Friday, public holidays closed."""
    from datetime import time

    hours: tuple[Span, ...] = ((time(7), time(23)),)
    return WorkingCalendar(dict.fromkeys(range(5), hours), lambda day: _VIETNAM.get(day))


@dataclass
class Arrivals:
    """`streams` by name. On `storms` far more came than any calendar tells; of `outages` a part was not counted."""

    streams: dict[str, dict[date, list[int]]]
    storms: set[date] = field(default_factory=set)
    outages: set[date] = field(default_factory=set)

    def history(self, name: str) -> History:
        """Return one stream."""
        return self.streams[name]


def arrivals(seed: int, *, days: int = DAYS, names: Sequence[str] = tuple(SIZES)) -> Arrivals:
    """Return the arrivals of a seed, two years of them unless told otherwise; the same ones each time."""
    chance = random.Random(seed)
    made = Arrivals({name: {} for name in names})
    dates = [FIRST + timedelta(days=step) for step in range(days)]
    made.storms.update(chance.sample(dates[40:], STORMS))
    made.outages.update(chance.sample(dates[40:], OUTAGES))
    open_hours = calendar()
    for day, busy in zip(dates, _busy(chance), strict=False):
        storm = _storm(chance) if day in made.storms else [1.0] * PER_DAY
        outage = _outage(chance) if day in made.outages else range(0)
        for name in names:
            rates = _rates(name, day, open_hours)
            made.streams[name][day] = [
                0
                if quarter in outage
                else _poisson(chance, rate * busy * storm[quarter] * chance.gammavariate(40, 1 / 40))
                for quarter, rate in enumerate(rates)
            ]
    return made


def _busy(chance: random.Random) -> Iterator[float]:
    """Yield how busy days are, one after the other: an autoregressive process around one."""
    state = 0.0
    while True:
        state = 0.55 * state + chance.gauss(0, 0.07)
        yield math.exp(state)


def _rates(name: str, day: date, opened: WorkingCalendar) -> list[float]:
    size, growth = SIZES[name]
    years = (day - FIRST).days / 365
    season = 1 + 0.12 * math.sin(2 * math.pi * (day.timetuple().tm_yday - 120) / 365)
    total = size * growth**years * season * _weight(day, opened)
    curve = [_curve(name, quarter / 4, day) for quarter in range(PER_DAY)]
    if name in STAFFED:
        closed = 0.06 if name == "calls" else 0.0
        curve = [each if opened.is_open(day, quarter) else each * closed for quarter, each in enumerate(curve)]
        total *= sum(curve) / sum(_curve(name, quarter / 4, day) for quarter in range(PER_DAY))
    return [total * each / (sum(curve) or 1) for each in curve]


def _weight(day: date, opened: WorkingCalendar) -> float:
    name = opened.holiday(day)
    if name:
        return 0.1 if "Tết" in name and "Dương lịch" not in name else 0.2
    yesterday = opened.holiday(day - timedelta(days=1))
    return WEEKDAYS[day.weekday()] * (1.25 if yesterday and day.weekday() < 5 else 1.0)


def _curve(name: str, hour: float, day: date) -> float:
    """How likely an arrival is at an hour: a morning and an afternoon hill, and an evening for those at home."""
    drift = 0.4 * math.sin(2 * math.pi * day.month / 12)
    at_home = 0.25 if name in STAFFED or name == "email" else 0.7
    if day.weekday() >= 5:
        return 0.02 + 0.6 * _hill(hour, 10.5, 2.5) + at_home * _hill(hour, 20 + drift, 2.2)
    return (
        0.02
        + _hill(hour, 9.2 + drift / 3, 1.3)
        + 0.75 * _hill(hour, 15, 1.5)
        + at_home * _hill(hour, 20.3 + drift, 1.6)
    )


def _hill(hour: float, top: float, width: float) -> float:
    return math.exp(-(((hour - top) / width) ** 2) / 2)


def _storm(chance: random.Random) -> list[float]:
    begins, lasts, times = chance.randrange(20, 70), chance.randrange(8, 30), chance.uniform(3, 9)
    return [times if begins <= quarter < begins + lasts else 1.0 for quarter in range(PER_DAY)]


def _outage(chance: random.Random) -> range:
    begins = chance.randrange(28, 60)
    return range(begins, begins + chance.randrange(8, 36))


def _poisson(chance: random.Random, mean: float) -> int:
    """Return a Poisson number; halves large means, so that no exponential is zero."""
    if mean > 30:
        return _poisson(chance, mean / 2) + _poisson(chance, mean / 2)
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
