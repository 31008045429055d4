"""What forecasting needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from services.reporting.domain.calls import CallCounts, Talk
from services.reporting.domain.forecast.day_kinds import WorkingCalendar
from services.reporting.domain.forecast.issued import Issued

Result = TypeVar("Result")

#: Number of arrivals per quarter of an hour, by the UTC moment at which it begins; those without any may be left out.
PerQuarter = Mapping[datetime, int]


class Cases(Protocol):
    """Counts the cases that came."""

    def per_quarter(self, since: datetime, until: datetime) -> Mapping[str, PerQuarter]:
        """Return the arrivals by channel. Raises `Retryable` while the facts are being loaded."""

    def per_cell(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        """Return the arrivals by category and area as known now, "" where a case has none. Raises as above."""

    def first(self) -> datetime | None:
        """Return when the first of all cases came; None where there is none. Raises as above."""


class Calls(Protocol):
    """Counts the calls that came."""

    def per_quarter(self, since: datetime, until: datetime) -> PerQuarter:
        """Return the calls that came while the centre was open."""

    def talk(self, since: datetime, until: datetime) -> Talk:
        """Return how many of them were answered, and for how long."""

    def counts(self, since: datetime, until: datetime) -> CallCounts:
        """Return what became of them."""


class Forecasts(Protocol):
    """Keeps what was forecast, day by day."""

    def issue(self, issued: Issued) -> None:
        """Keep a forecast; where there is one of that day and stream already, that one stands."""

    def of(self, day: date) -> Sequence[Issued]:
        """Return what was issued on a day."""

    def latest(self, before: date) -> Sequence[Issued]:
        """Return what was issued on the last day before one that has anything; nothing where there is none."""


class Calendar(Protocol):
    """Knows when the centre is open."""

    def __call__(self) -> WorkingCalendar:
        """Return the calendar that is in force."""


class Workbench(Protocol):
    """Does heavy work beside others."""

    def do(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Return what the work returns."""
