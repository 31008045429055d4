"""What was forecast, in memory; for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.reporting.domain.forecast.issued import Issued


class MemoryForecasts:
    """Port `Forecasts`."""

    def __init__(self) -> None:
        self._issued: dict[tuple[date, str], Issued] = {}

    def issue(self, issued: Issued) -> None:
        """Keep a forecast, unless there is one already."""
        self._issued.setdefault((issued.day, issued.stream), issued)

    def of(self, day: date) -> Sequence[Issued]:
        """Return what was issued on a day."""
        return [each for (issued, _), each in sorted(self._issued.items()) if issued == day]

    def latest(self, before: date) -> Sequence[Issued]:
        """Return what was issued on the last day before one that has anything."""
        days = [day for day, _ in self._issued if day < before]
        return self.of(max(days)) if days else ()
