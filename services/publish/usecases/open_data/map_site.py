"""Tell search engines every public page, in parts of a size they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.kit.failures import Rejected
from services.publish.domain.days import begins, month_of, next_month
from services.publish.usecases.open_data.list_months import ListMonths, MonthOfData
from services.publish.usecases.open_data.ports import PublishedStream

#: The most that a part may have (sitemaps.org).
MOST = 50_000


@dataclass(frozen=True, slots=True)
class SitePart:
    """A part of the map: the answers of a month (2026-11), or of a day (2026-11-23) where a month has too many."""

    name: str
    changed_at: datetime


class MapSite:
    """Divides what is public by the time of its answer, so that each part is one stretch of an index."""

    def __init__(self, stream: PublishedStream, months: ListMonths) -> None:
        self._stream = stream
        self._months = months

    def __call__(self) -> list[SitePart]:
        """Return the parts, the latest first."""
        return [part for month in self._months() if month.cases for part in _parts(month)]

    def part(self, name: str) -> Iterator[tuple[str, datetime]]:
        """Return codes and times of answer in a part. Raises `Rejected("unknown-month")`."""
        since, until = _span(name)
        return self._stream.codes(since, until, MOST)


def _parts(month: MonthOfData) -> Iterator[SitePart]:
    if month.cases <= MOST:
        yield SitePart(f"{month.first_day:%Y-%m}", month.changed_at)
        return
    day, end = month.first_day, next_month(month.first_day)
    while day < end:
        yield SitePart(day.isoformat(), month.changed_at)
        day += timedelta(days=1)


def _span(name: str) -> tuple[datetime, datetime]:
    if first_day := month_of(name):
        return begins(first_day), begins(next_month(first_day))
    try:
        day = date.fromisoformat(name)
        return begins(day), begins(day + timedelta(days=1))
    except (ValueError, OverflowError):
        raise Rejected("unknown-month", "Không có phần này.", "There is no such part.") from None
