"""The seats of a day of the telephone line, half hour by half hour, from the forecast of calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from services.reporting.domain.forecast.model import Expected, Model
from services.reporting.domain.forecast.quarters import PER_DAY
from services.reporting.domain.staffing.erlang import Service, Target, load_of, seats_for, service

#: Quarters of a row.
ROW = 2
ROW_SECONDS = 1800.0
#: What the Ministry of Health's line measured in 2020: 18,646 calls a day, 95 s each.
PRESET_HANDLING_SECONDS = 95.0
#: Calls that a measured mean needs.
LEAST_MEASURED = 100


@dataclass(frozen=True, slots=True)
class Handling:
    """How long a call keeps a seat busy, in seconds, and from how many calls that is known; 0: a preset."""

    seconds: float
    calls: int

    @property
    def is_preset(self) -> bool:
        """Return whether it was not measured here."""
        return self.calls == 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What the centre wants. `shrinkage` is the share of paid time not at the seat (breaks, training, illness)."""

    target: Target
    shrinkage: float

    def rostered(self, seats: int) -> int:
        """Return how many people must be on the roster so that so many sit there."""
        return ceil(round(seats / (1 - self.shrinkage), 9))


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One row. `fewer` is what callers meet with one seat less, `busy_seats` what the upper bound of calls needs.

    `quarter` is where it begins in the day. None stands for `fewer` where there is no seat to take away.
    """

    quarter: int
    calls: Expected
    needed: Service
    fewer: Service | None
    busy_seats: int
    rostered: int


def handling(talked_seconds: float, calls: int, wrap_up_seconds: float) -> Handling:
    """Return the mean handling time of measured calls with the time to write them up; else the preset."""
    if calls < LEAST_MEASURED:
        return Handling(PRESET_HANDLING_SECONDS, 0)
    return Handling(talked_seconds / calls + wrap_up_seconds, calls)


def seats_of(day: date, model: Model, handled: Handling, rules: Rules) -> list[HalfHour]:
    """Return the half hours in which the line is open. Raises `TooMuchLoad` for more calls than any hall answers."""
    opened = [quarter for quarter in range(0, PER_DAY, ROW) if _is_open(day, quarter, model)]
    return [_row(quarter, model.expect(day, quarter, quarter + ROW), handled, rules) for quarter in opened]


def peak(rows: Sequence[HalfHour]) -> HalfHour | None:
    """Return the row that needs most seats, the earliest of several; None for a day on which the line is closed."""
    return max(rows, key=lambda row: (row.needed.seats, -row.quarter), default=None)


def _is_open(day: date, quarter: int, model: Model) -> bool:
    return any(model.calendar.is_open(day, each) for each in range(quarter, quarter + ROW))


def _row(quarter: int, calls: Expected, handled: Handling, rules: Rules) -> HalfHour:
    load = load_of(calls.mean, ROW_SECONDS, handled.seconds)
    needed = seats_for(load, handled.seconds, rules.target)
    most = seats_for(load_of(calls.high, ROW_SECONDS, handled.seconds), handled.seconds, rules.target)
    fewer = service(load, needed.seats - 1, handled.seconds, rules.target.seconds) if needed.seats else None
    return HalfHour(quarter, calls, needed, fewer, max(needed.seats, most.seats), rules.rostered(needed.seats))
