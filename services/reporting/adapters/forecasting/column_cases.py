"""Arrivals of cases, counted in the columns of the census: a million in some milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import numpy as np

from services.kit.failures import Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.encoding import NEVER
from services.reporting.adapters.columns.growing import Column
from services.reporting.domain.forecast.quarters import MINUTES
from services.reporting.domain.sheet import since_epoch

QUARTER_MS = MINUTES * 60_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ColumnCases:
    """Port `Cases`. `complaint` says why not all cases are there yet; None once they are."""

    def __init__(self, census: Census, complaint: Callable[[], str | None] = lambda: None) -> None:
        self._census, self._complaint = census, complaint

    def per_quarter(self, since: datetime, until: datetime) -> Mapping[str, Mapping[datetime, int]]:
        """Return the arrivals by channel. Việt Nam's quarters begin when those of UTC do."""
        cases = self._between(since, until)
        quarters = self._received()[cases] // QUARTER_MS
        channels = self._census.cases.column("channel")[cases].astype("i8")
        words = self._census.codes["channel"].words
        keys, counts = np.unique(quarters * len(words) + channels, return_counts=True)
        found: dict[str, dict[datetime, int]] = {}
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            quarter, channel = divmod(key, len(words))
            found.setdefault(words[channel] or "", {})[_EPOCH + timedelta(minutes=MINUTES * quarter)] = count
        return found

    def per_cell(self, since: datetime, until: datetime) -> Mapping[tuple[str, str], int]:
        """Return the arrivals by category and area, as the cases stand now."""
        arrived = np.zeros(self._census.cases.size, bool)
        arrived[self._between(since, until)] = True
        states = self._census.states
        now = np.flatnonzero(states.column("until") == NEVER)
        now = now[arrived[states.column("case")[now]]]
        categories, areas = self._census.codes["category"].words, self._census.codes["area"].words
        mixed = states.column("category")[now].astype("i8") * len(areas) + states.column("area")[now]
        keys, counts = np.unique(mixed, return_counts=True)
        pairs = ((divmod(key, len(areas)), count) for key, count in zip(keys.tolist(), counts.tolist(), strict=True))
        return {(categories[one] or "", areas[other] or ""): count for (one, other), count in pairs}

    def first(self) -> datetime | None:
        """Return when the first of all cases came."""
        received = self._received()
        known = received[received != NEVER]
        return _EPOCH + timedelta(milliseconds=int(known.min())) if len(known) else None

    def _between(self, since: datetime, until: datetime) -> Column:
        received = self._received()
        return np.flatnonzero((received >= since_epoch(since)) & (received < since_epoch(until)))

    def _received(self) -> Column:
        """Half the arrivals would pass for all of them."""
        if complaint := self._complaint():
            raise Retryable(complaint)
        return self._census.cases.column("received")
