"""The columns as they were at an instant: a copy, in which some cases are put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from itertools import islice

from services.kit.failures import Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.domain.sheet import CaseFacts

PORTION = 500


class CensusThen:
    """Port `CountsOfNow`. A copy takes as much memory as the census itself, and nothing of the census changes."""

    def __init__(self, census: Census, complaint: Callable[[], str | None] = lambda: None) -> None:
        self._census, self._complaint = census, complaint

    def with_sheets(self, sheets: Iterable[CaseFacts]) -> ColumnCounts:
        """Return counts on a copy with these cases put back. Raises `Retryable` while the census is not complete."""
        if complaint := self._complaint():
            raise Retryable(complaint)
        copied, waiting = deepcopy(self._census), iter(sheets)
        while portion := list(islice(waiting, PORTION)):
            copied.put(portion)
        return ColumnCounts(copied)
