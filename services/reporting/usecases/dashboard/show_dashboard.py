"""Show what leaders see at a glance: today, this week, what is overdue, where it burns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.kit.clock import Clock
from services.reporting.domain import labels
from services.reporting.domain.counting import Counted
from services.reporting.domain.dashboard.glance import Glance, Line, Warned, day_of, longest, week_of
from services.reporting.domain.forecast.issued import CALLS
from services.reporting.domain.forecast.quarters import begins, local_day
from services.reporting.domain.indicators import Tally
from services.reporting.domain.outbreak.alarm import Alarm, Incident, known_as
from services.reporting.domain.period import Period
from services.reporting.domain.question import Part, Question
from services.reporting.domain.staffing.plan import HourToday
from services.reporting.usecases.forecasting.ports import Calls
from services.reporting.usecases.ports import Counts, Names

#: Instants lie on a grid, so that all screens of a hall ask the same question.
GRID_SECONDS = 15


class OpenAlarms(Protocol):
    """Knows alarms."""

    def open(self) -> Sequence[Alarm]:
        """Return those that last."""


class OpenIncidents(Protocol):
    """Knows incidents."""

    def open(self) -> Sequence[Incident]:
        """Return those that are not over."""


@dataclass(frozen=True, slots=True)
class ShowDashboard:
    """`hours` shows a stream's hours of today; `soon` is how long before its due time an open case is due soon."""

    counts: Counts
    names: Names
    calls: Calls
    alarms: OpenAlarms
    incidents: OpenIncidents
    hours: Callable[[str], Sequence[HourToday]]
    clock: Clock
    soon: timedelta

    def __call__(self, language: str = "vi") -> Glance:
        """Return the dashboard. Raises `Retryable` while the facts are being loaded."""
        now = self._now()
        today, week = day_of(local_day(now)), week_of(local_day(now))
        by_agency = self._count(today, now, Part.AGENCY)
        by_channel, incidents = self._count(week, now, Part.CHANNEL), self.incidents.open()
        return Glance(
            seen_at=now,
            today=by_agency.total.tally,
            week=by_channel.total.tally,
            overdue=_lines(by_agency, self.names.agency, lambda tally: tally.overdue),
            topics=_lines(self._count(week, now, Part.CATEGORY), lambda key: self.names.category(key, language), _came),
            places=_lines(self._count(week, now, Part.AREA), self.names.area, _came),
            channels=_lines(by_channel, lambda key: _channel(key, language), _came),
            calls=self.calls.counts(begins(local_day(now)), now),
            hours=self.hours(CALLS),
            warned=[self._warned(each, incidents, language) for each in self.alarms.open()],
            incidents=incidents,
        )

    def _count(self, period: Period, now: datetime, by: Part) -> Counted:
        return self.counts.count(Question(period, period.seen_at(now), self.soon), (by,))

    def _warned(self, alarm: Alarm, incidents: Sequence[Incident], language: str) -> Warned:
        cell = alarm.cell
        matter = self.names.category(cell.category, language) if cell.category else _channel(cell.channel, language)
        place = self.names.area(cell.area) if cell.area else ""
        return Warned(alarm, matter, place, known_as(cell, incidents))

    def _now(self) -> datetime:
        now = self.clock.now()
        return now - timedelta(seconds=now.timestamp() % GRID_SECONDS)


def _lines(counted: Counted, name: Callable[[str], str], figure: Callable[[Tally], int]) -> list[Line]:
    keys = ((key[0], figures) for key, figures in counted.rows.items())
    return longest((key, name(key), figure(figures.tally)) for key, figures in keys if key is not None)


def _came(tally: Tally) -> int:
    return tally.received


def _channel(channel: str, language: str) -> str:
    words = {CALLS: {"vi": "Cuộc gọi đến", "en": "Calls offered"}, **labels.CHANNELS}
    return words[channel][language] if channel in words else channel
