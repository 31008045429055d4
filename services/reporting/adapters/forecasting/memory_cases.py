"""Arrivals of cases in memory; for tests."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.reporting.domain.forecast.quarters import begins, local_day, quarter_of


@dataclass(slots=True)
class MemoryCases:
    """Port `Cases`. `arrived` has moment, channel, category and area of each case."""

    arrived: list[tuple[datetime, str, str, str]] = field(default_factory=list)

    def add(self, at: datetime, channel: str = "web", category: str = "", area: str = "", *, times: int = 1) -> None:
        """Let cases arrive."""
        self.arrived += [(at, channel, category, area)] * times

    def per_quarter(self, since: datetime, until: datetime) -> Mapping[str, Mapping[datetime, int]]:
        """Return the arrivals by channel and quarter."""
        found: dict[str, Counter[datetime]] = defaultdict(Counter)
        for at, channel, _, _ in self.arrived:
            if since <= at < until:
                found[channel][begins(local_day(at), quarter_of(at))] += 1
        return {channel: dict(counts) for channel, counts in found.items()}

    def per_cell(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        """Return the arrivals by category and area."""
        return dict(Counter((category, area) for at, _, category, area in self.arrived if since <= at < until))

    def first(self) -> datetime | None:
        """Return when the first case came."""
        return min((at for at, *_ in self.arrived), default=None)
