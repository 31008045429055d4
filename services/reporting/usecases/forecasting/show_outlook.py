"""Show what is expected of the next days, what came of it today, and the seats the telephone line needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.kit.clock import Clock
from services.reporting.domain.forecast.issued import CALLS, Issued
from services.reporting.domain.forecast.model import Model
from services.reporting.domain.forecast.quarters import begins, days_from, local_day, quarter_of
from services.reporting.domain.staffing.plan import DayAhead, HourToday, Outlook, SeatsOfDay, StreamAhead
from services.reporting.domain.staffing.seats import Handling, Rules, handling, peak, seats_of
from services.reporting.usecases.forecasting.ports import Calls, Cases, Forecasts, PerQuarter

DAYS = 7
#: Talks of so many days say how long calls take.
HANDLED_DAYS = 28
PER_HOUR = 4


@dataclass(frozen=True, slots=True)
class ShowOutlook:
    """`wrap_up_seconds` is what it takes to write a call up after it has ended, added to how long people talk."""

    cases: Cases
    calls: Calls
    forecasts: Forecasts
    clock: Clock
    rules: Rules
    wrap_up_seconds: float

    def __call__(self, days: int = DAYS) -> Outlook:
        """Return the outlook from today on. Raises `Retryable` while the facts are being loaded."""
        now = self.clock.now()
        today = local_day(now)
        issued = self._issued(today)
        came = self.came(begins(today), now) if issued else {}
        streams = [_stream(each, came.get(each.stream, {}), today, now, days) for each in issued]
        hours = {each.stream: hours_of(each.model, came.get(each.stream, {}), now) for each in issued if each.model}
        handled = self._handled(today)
        seats = self._seats(issued, today, days, handled)
        return Outlook(issued[0].day if issued else None, streams, hours, seats, handled, self.rules)

    def hours(self, stream: str) -> Sequence[HourToday]:
        """Return the hours of today on one stream; none where it has no forecast. Raises as above."""
        now = self.clock.now()
        model = next((each.model for each in self._issued(local_day(now)) if each.stream == stream), None)
        if model is None:
            return ()
        since = begins(local_day(now))
        came = self.calls.per_quarter(since, now) if stream == CALLS else self.cases.per_quarter(since, now).get(stream)
        return hours_of(model, came or {}, now)

    def _issued(self, today: date) -> Sequence[Issued]:
        return self.forecasts.of(today) or self.forecasts.latest(today)

    def came(self, since: datetime, now: datetime) -> Mapping[str, PerQuarter]:
        """Return what came on every stream."""
        return {**self.cases.per_quarter(since, now), CALLS: self.calls.per_quarter(since, now)}

    def _handled(self, today: date) -> Handling:
        talk = self.calls.talk(begins(today - timedelta(days=HANDLED_DAYS)), begins(today))
        return handling(talk.seconds, talk.calls, self.wrap_up_seconds)

    def _seats(self, issued: Sequence[Issued], today: date, days: int, handled: Handling) -> list[SeatsOfDay]:
        model = next((each.model for each in issued if each.stream == CALLS), None)
        if model is None:
            return []
        planned = [(day, seats_of(day, model, handled, self.rules)) for day in days_from(today, days)]
        return [SeatsOfDay(day, rows, peak(rows)) for day, rows in planned]


def hours_of(model: Model, came: PerQuarter, now: datetime) -> list[HourToday]:
    """Return the hours of today; the one that runs has no count yet, because it would look like a fall."""
    today, over = local_day(now), quarter_of(now) // PER_HOUR
    counts = [0] * 24
    for moment, count in came.items():
        counts[quarter_of(moment) // PER_HOUR] += count
    return [
        HourToday(
            hour, model.expect(today, hour * PER_HOUR, (hour + 1) * PER_HOUR), counts[hour] if hour < over else None
        )
        for hour in range(24)
    ]


def _stream(issued: Issued, came: PerQuarter, today: date, now: datetime, days: int) -> StreamAhead:
    model = issued.model
    ahead = [] if model is None else [_day(model, day, today, came, now) for day in days_from(today, days)]
    return StreamAhead(issued.stream, ahead, issued.days, issued.errors)


def _day(model: Model, day: date, today: date, came: PerQuarter, now: datetime) -> DayAhead:
    kind, holiday, expected = model.calendar.kind(day), model.calendar.holiday(day), model.expect(day)
    if day != today:
        return DayAhead(day, kind, holiday, expected)
    passed = quarter_of(now)
    so_far = sum(count for moment, count in came.items() if quarter_of(moment) < passed)
    return DayAhead(day, kind, holiday, expected, so_far, model.expect(day, 0, passed) if passed else None)
