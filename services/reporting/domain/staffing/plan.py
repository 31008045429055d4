"""What is shown of a forecast: days with what is expected and what came, and the seats of the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.forecast.backtest import Errors
from services.reporting.domain.forecast.day_kinds import DayKind
from services.reporting.domain.forecast.model import Expected
from services.reporting.domain.staffing.seats import HalfHour, Handling, Rules


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day of a stream. `so_far` is what came until now, of a day that has begun; `expected_so_far` belongs to it."""

    day: date
    kind: DayKind
    holiday: str | None
    expected: Expected
    so_far: int | None = None
    expected_so_far: Expected | None = None


@dataclass(frozen=True, slots=True)
class StreamAhead:
    """One stream: its days, or none where too few days are known (`known_days`) to forecast it."""

    stream: str
    days: Sequence[DayAhead]
    known_days: int
    errors: Errors


@dataclass(frozen=True, slots=True)
class HourToday:
    """An hour of today on a stream: what is expected, and what came; None for an hour that is not over."""

    hour: int
    expected: Expected
    came: int | None


@dataclass(frozen=True, slots=True)
class SeatsOfDay:
    """The half hours of one day of the line, and the one that needs most."""

    day: date
    rows: Sequence[HalfHour]
    peak: HalfHour | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything the page says. `issued_on` is None before the first forecast; `seats` is empty without calls."""

    issued_on: date | None
    streams: Sequence[StreamAhead]
    today: Mapping[str, Sequence[HourToday]]
    seats: Sequence[SeatsOfDay]
    handling: Handling
    rules: Rules
