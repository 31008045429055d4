"""How good forecast and alarms are on made-up arrivals: `python -m bench.forecast` prints what the measurements say.

Forecast: eight weeks made again for each stream of some seeds. Alarms: quiet weeks in which nothing is to be raised,
and outbreaks planted in cells of every size. The watch is the service's own use case; only the stores are lists.
"""

from __future__ import annotations

import logging
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import structlog

from services.kit.clock import FixedClock
from services.reporting.adapters.forecasting.memory_alarms import MemoryAlarms
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.forecasting.memory_forecasts import MemoryForecasts
from services.reporting.domain.forecast.backtest import Errors, backtest
from services.reporting.domain.forecast.issued import Issued
from services.reporting.domain.forecast.model import fit
from services.reporting.domain.forecast.quarters import QUARTER, begins, days_from, local_day, quarter_of
from services.reporting.usecases.forecasting.watch_outbreaks import WatchOutbreaks
from tests.simulators.arrivals import DAYS, FIRST, SIZES, Arrivals, arrivals, calendar

SEEDS = (7, 11, 23, 41, 59)
UNTIL = FIRST + timedelta(days=DAYS)
CHANNELS = tuple(name for name in SIZES if name != "calls")
CATEGORIES, AREAS, WATCHED_DAYS, OUTBREAKS = 60, 135, 28, 120


@dataclass
class SortedCases:
    """Port `Cases` over a list in order of time."""

    moments: list[datetime] = field(default_factory=list)
    what: list[tuple[str, str, str]] = field(default_factory=list)
    learnt: dict[date, Mapping[tuple[str, str], int]] = field(default_factory=dict)

    def per_quarter(self, since: datetime, until: datetime) -> Mapping[str, Mapping[datetime, int]]:
        found: dict[str, Counter[datetime]] = {}
        for place in range(bisect_left(self.moments, since), bisect_left(self.moments, until)):
            at = self.moments[place]
            found.setdefault(self.what[place][0], Counter())[begins(local_day(at), quarter_of(at))] += 1
        return found

    def per_cell(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        if until - since < timedelta(days=2):
            return self._cells(since, until)
        return self.learnt.setdefault(local_day(until), self._cells(since, until))

    def first(self) -> datetime | None:
        return self.moments[0]

    def _cells(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        first, end = bisect_left(self.moments, since), bisect_left(self.moments, until)
        return Counter(each[1:] for each in self.what[first:end])


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    made = {seed: arrivals(seed) for seed in SEEDS}
    errors(made)
    alarms(made)


def errors(made: Mapping[int, Arrivals]) -> None:
    heads = (
        "stream",
        "per day",
        "day: last week",
        "per 15 min",
        "last week",
        "mean of 4",
        "MASE",
        "RMSSE",
        "days held",
    )
    print(f"| {' | '.join(heads)} | quarters held |\n{'|---' * (len(heads) + 1)}|")
    everything = Errors()
    for name in SIZES:
        found = sum((backtest(each.history(name), calendar(), UNTIL) for each in made.values()), Errors())
        everything += found
        tell(name, found)
    tell("all", everything)


def tell(name: str, e: Errors) -> None:
    shares = (e.days_wape, e.wape("naive_days"), e.wape(), e.wape("naive"), e.wape("average"))
    cells = [f"{100 * (share or 0):.1f} %" for share in shares]
    cells += [f"{e.mase:.2f}", f"{e.rmsse:.2f}", f"{100 * (e.day_coverage or 0):.0f} %"]
    cells.append(f"{100 * e.coverage:.0f} % of {e.judged}" if e.coverage else "–")
    print(f"| {name} | {' | '.join(cells)} |")


def alarms(made: Mapping[int, Arrivals]) -> None:
    raised = looks = 0
    found: list[tuple[int, float | None]] = []
    for seed, each in made.items():
        chance = random.Random(seed)
        quiet = cases_of(each, chance)
        raised += sum(1 for _ in watch(quiet, each).all)
        looks += WATCHED_DAYS * 96
        for _ in range(OUTBREAKS // len(made)):
            found.append(planted(quiet, each, chance))
    weeks = len(made) * WATCHED_DAYS // 7
    print(f"\nquiet: {raised} alarms in {weeks} weeks, {looks} looks at {CATEGORIES * AREAS} cells")
    for low, high in ((5, 8), (8, 12), (12, 20), (20, 41)):
        part = [hours for size, hours in found if low <= size < high]
        seen = sorted(hours for hours in part if hours is not None)
        middle = f"median {seen[len(seen) // 2]:.2f} h after the first case" if seen else "never"
        print(f"outbreaks of {low} to {high - 1} cases within two hours: {len(seen)} of {len(part)} raised, {middle}")


def cases_of(made: Arrivals, chance: random.Random, days: int = 63 + WATCHED_DAYS) -> SortedCases:
    """Return the last weeks' cases with categories and areas, spread as Zipf has it, each area with favourites."""
    weights = [1 / (rank + 2) for rank in range(CATEGORIES)]
    favourites = [chance.sample(range(CATEGORIES), 3) for _ in range(AREAS)]
    rows = []
    for day in days_from(UNTIL - timedelta(days=days), days):
        for channel in CHANNELS:
            counts = made.history(channel)[day if day not in made.storms else day - timedelta(weeks=1)]
            for quarter, count in enumerate(counts):
                for _ in range(count):
                    at = begins(day, quarter) + QUARTER * chance.random()
                    rows.append((at, channel, *place(chance, weights, favourites)))
    rows.sort()
    return SortedCases([row[0] for row in rows], [row[1:] for row in rows])


def place(chance: random.Random, weights: list[float], favourites: list[list[int]]) -> tuple[str, str]:
    area = min(AREAS - 1, int(chance.paretovariate(0.7)) - 1)
    category = (
        chance.choice(favourites[area]) if chance.random() < 0.3 else chance.choices(range(CATEGORIES), weights)[0]
    )
    return f"c{category}", f"a{area}"


def watch(
    cases: SortedCases, made: Arrivals, first: datetime | None = None, hours: float = WATCHED_DAYS * 24
) -> MemoryAlarms:
    """Return the alarms of some hours, looked at every quarter."""
    kept, clock = MemoryAlarms(), FixedClock(first or begins(UNTIL - timedelta(days=WATCHED_DAYS)))
    end, forecasts = clock.at + timedelta(hours=hours), MemoryForecasts()
    look = WatchOutbreaks(cases, MemoryCalls(), forecasts, kept, clock)
    while clock.at < end:
        today = local_day(clock.at)
        if not forecasts.of(today):
            for channel in CHANNELS:
                forecasts.issue(Issued(today, channel, 400, model(made, channel, today), Errors()))
        look()
        clock.at += QUARTER
    return kept


def model(made: Arrivals, channel: str, day: date, known: dict[tuple[int, str, date], object] = {}) -> object:  # noqa: B006
    key = (id(made), channel, day)
    if key not in known:
        known[key] = fit(made.history(channel), calendar(), day)
    return known[key]


def planted(quiet: SortedCases, made: Arrivals, chance: random.Random) -> tuple[int, float | None]:
    """Return how many cases were added within two hours of some cell, and how many hours later the alarm came."""
    day = UNTIL - timedelta(days=chance.randrange(2, WATCHED_DAYS))
    start, size = begins(day, chance.randrange(28, 80)), chance.randrange(5, 41)
    cell = (f"c{chance.randrange(CATEGORIES)}", f"a{chance.randrange(AREAS)}")
    extra = [(start + timedelta(hours=2) * chance.random(), "web", *cell) for _ in range(size)]
    rows = sorted([*zip(quiet.moments, quiet.what, strict=True), *((row[0], row[1:]) for row in extra)])
    with_it = SortedCases([row[0] for row in rows], [row[1] for row in rows], dict(quiet.learnt))
    found = watch(with_it, made, start, 6)
    hit = [alarm.raised_at for alarm in found.all if (alarm.cell.category, alarm.cell.area) == cell]
    return size, (hit[0] - min(row[0] for row in extra)).total_seconds() / 3600 if hit else None


if __name__ == "__main__":
    main()
