"""Issue the forecast of the day, one stream after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.reporting.domain.forecast.issued import CALLS, issue
from services.reporting.domain.forecast.model import LEARNT_DAYS
from services.reporting.domain.forecast.quarters import (
    PER_DAY,
    DayCounts,
    History,
    begins,
    days_from,
    local_day,
    quarter_of,
)
from services.reporting.domain.labels import CHANNELS
from services.reporting.usecases.forecasting.ports import (
    Calendar,
    Calls,
    Cases,
    Forecasts,
    PerQuarter,
    Workbench,
)

#: Every channel's cases, and the calls.
STREAMS = (CALLS, *CHANNELS)


@dataclass(frozen=True, slots=True)
class IssueForecasts:
    """Issues what the day does not have yet. Several replicas may do so at once: the first of each stream stands."""

    cases: Cases
    calls: Calls
    forecasts: Forecasts
    calendar: Calendar
    workbench: Workbench
    clock: Clock

    def __call__(self) -> bool:
        """Issue one stream, if any is missing; return whether more are. Raises `Retryable` while facts are loaded."""
        today = local_day(self.clock.now())
        have = {each.stream for each in self.forecasts.of(today)}
        missing = [stream for stream in STREAMS if stream not in have]
        if missing:
            self._issue(today, missing[0])
        return len(missing) > 1

    def _issue(self, today: date, stream: str) -> None:
        history = self.history(stream, today)
        issued = self.workbench.do(issue, today, stream, history, self.calendar())
        self.forecasts.issue(issued)
        log.info("forecast issued", stream=stream, day=today.isoformat(), known_days=issued.days)

    def history(self, stream: str, until: date) -> History:
        """Return the known days before `until`, from the first arrival on, at most those that are learnt from."""
        since = begins(until - timedelta(days=LEARNT_DAYS))
        end = begins(until)
        counts = self.calls.per_quarter(since, end) if stream == CALLS else self._channel(stream, since, end)
        first = self._first(counts, stream)
        return by_day(counts, max(first, local_day(since)), until) if first else {}

    def _channel(self, stream: str, since: datetime, end: datetime) -> PerQuarter:
        return self.cases.per_quarter(since, end).get(stream, {})

    def _first(self, counts: PerQuarter, stream: str) -> date | None:
        if stream == CALLS:
            return local_day(min(counts)) if counts else None
        first = self.cases.first()
        return local_day(first) if first else None


def by_day(counts: PerQuarter, first: date, until: date) -> Mapping[date, DayCounts]:
    """Return the counts of each local day from `first` up to, not including, `until`."""
    days = {day: [0] * PER_DAY for day in days_from(first, (until - first).days)}
    for moment, count in counts.items():
        if (day := local_day(moment)) in days:
            days[day][quarter_of(moment)] += count
    return days
