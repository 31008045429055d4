"""Watch what comes for outbreaks: raise an alarm once, keep its strongest look, end it when it is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.kit.clock import Clock
from services.kit.logs import log
from services.reporting.domain.forecast.issued import CALLS
from services.reporting.domain.forecast.model import Model
from services.reporting.domain.forecast.quarters import begins, local_day, quarter_of
from services.reporting.domain.outbreak.alarm import Alarm
from services.reporting.domain.outbreak.expecting import SPANS, cell_looks, channel_look
from services.reporting.domain.outbreak.shares import Shares, shares
from services.reporting.domain.outbreak.watch import Cell, Look, is_over, strongest, unlikely
from services.reporting.usecases.forecasting.ports import Calls, Cases, Forecasts, PerQuarter

#: How cases are usually spread is learnt from eight weeks, without the last day: an outbreak is no habit.
LEARNT, LEFT_OUT = timedelta(weeks=8), timedelta(days=1)


class Alarms(Protocol):
    """Keeps alarms."""

    def open(self) -> Sequence[Alarm]:
        """Return those that last."""

    def raise_(self, alarm: Alarm) -> bool:
        """Keep a new alarm; False where its cell has one that lasts."""

    def grow(self, alarm: Alarm) -> None:
        """Keep a stronger look at what lasts already."""

    def end(self, cell: Cell, at: datetime) -> None:
        """Say that it is over."""


@dataclass(frozen=True, slots=True)
class WatchOutbreaks:
    """Two replicas may watch at once: of an alarm that both raise, one is kept and logged."""

    cases: Cases
    calls: Calls
    forecasts: Forecasts
    alarms: Alarms
    clock: Clock

    def __call__(self) -> bool:
        """Look once; never more to do at once. Raises `Retryable` while the facts are being loaded."""
        now = self.clock.now()
        today = local_day(now)
        issued = self.forecasts.of(today) or self.forecasts.latest(today)
        models = {each.stream: each.model for each in issued if each.model}
        if models:
            self._settle(self._looks(models, now), now)
        return False

    def _looks(self, models: Mapping[str, Model], now: datetime) -> _Looked:
        spread = shares(self.cases.per_cell(now - LEARNT, now - LEFT_OUT))
        of_cases = {stream: model for stream, model in models.items() if stream != CALLS}
        looks: list[Look] = []
        for hours in SPANS:
            since, until = _whole_quarters(now, hours)
            looks += cell_looks(of_cases, now, hours, self.cases.per_cell(since, until), spread)
            looks += self._channels(models, now, hours)
        return _Looked(looks, _cells(spread) + len(models) * len(SPANS))

    def _channels(self, models: Mapping[str, Model], now: datetime, hours: int) -> list[Look]:
        since, until = _whole_quarters(now, hours)
        came: dict[str, PerQuarter] = {
            **self.cases.per_quarter(since, until),
            CALLS: self.calls.per_quarter(since, until),
        }
        return [
            channel_look(stream, model, now, hours, sum(came.get(stream, {}).values()))
            for stream, model in models.items()
        ]

    def _settle(self, looked: _Looked, now: datetime) -> None:
        raised = strongest(unlikely(looked.looks, looked.cells))
        of_cell: dict[Cell, list[Look]] = defaultdict(list)
        for look in looked.looks:
            of_cell[look.cell].append(look)
        lasting = {alarm.cell: alarm for alarm in self.alarms.open()}
        for cell, look in raised.items():
            self._raise_or_grow(lasting.get(cell), Alarm(cell, now, look))
        for cell in lasting.keys() - raised.keys():
            if is_over(of_cell[cell]):
                self.alarms.end(cell, now)

    def _raise_or_grow(self, known: Alarm | None, found: Alarm) -> None:
        if known is None:
            if self.alarms.raise_(found):
                cell, look = found.cell, found.look
                log.warning("outbreak alarm", channel=cell.channel, category=cell.category, area=cell.area,
                            hours=look.hours, count=look.count, expected=round(look.expected, 2))  # fmt: skip
        elif found.look.count > known.look.count:
            self.alarms.grow(found)


@dataclass(frozen=True, slots=True)
class _Looked:
    looks: Sequence[Look]
    cells: int


def _cells(spread: Shares) -> int:
    """Everything that could have been raised counts, also where nothing came."""
    return len(spread.categories) * len(spread.areas) * len(SPANS)


def _whole_quarters(now: datetime, hours: int) -> tuple[datetime, datetime]:
    end = begins(local_day(now), quarter_of(now))
    return end - timedelta(hours=hours), end
