"""What the forecast says of the hours that have just passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from services.reporting.domain.forecast.model import Model
from services.reporting.domain.forecast.quarters import PER_DAY, QUARTER, begins, local_day, quarter_of
from services.reporting.domain.outbreak.shares import Shares
from services.reporting.domain.outbreak.watch import Cell, Look

#: Hours that are looked at: a burst, and what smoulders.
SPANS = (2, 24)
#: How much more a matter in a place varies than all cases together; measured on the made-up set, see the measurements.
OF_A_CELL = 0.1


def pieces(now: datetime, hours: int) -> Iterator[tuple[date, int, int]]:
    """Yield the whole quarters of the last `hours`, as day and quarters of the day from, and up to."""
    end = begins(local_day(now), quarter_of(now))
    at = end - timedelta(hours=hours)
    while at < end:
        day, first = local_day(at), quarter_of(at)
        last = min(PER_DAY, first + (end - at) // QUARTER)
        yield day, first, last
        at = begins(day, last)


def expected(model: Model, now: datetime, hours: int) -> float:
    """Return how many were to be expected in the last whole quarters."""
    return sum(model.mean(day, first, end) for day, first, end in pieces(now, hours))


def channel_look(channel: str, model: Model, now: datetime, hours: int, count: int) -> Look:
    """Return what is to be said of a channel."""
    return Look(Cell(channel=channel), hours, count, expected(model, now, hours), model.varies(hours * 4))


def cell_looks(
    models: Mapping[str, Model], now: datetime, hours: int, counts: Mapping[tuple[str, str], int], shares: Shares
) -> list[Look]:
    """Return what is to be said of the categories in areas where something came; a case without either says nothing."""
    total = sum(expected(model, now, hours) for model in models.values())
    varies = OF_A_CELL + max((model.busy for model in models.values()), default=0.0)
    return [
        Look(Cell(category=category, area=area), hours, count, total * shares.of(category, area), varies)
        for (category, area), count in counts.items()
        if category and area
    ]
