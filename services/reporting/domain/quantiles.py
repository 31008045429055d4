"""Medians and the like of durations, as a clerk would find them: by counting along the sorted list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

HOUR = 3_600_000


def quantile(ordered: Sequence[int], share: int) -> int | None:
    """Return the smallest value that at least `share` per cent do not exceed; None of nothing.

    This is the nearest-rank definition: always one of the values, never something between two.
    """
    return ordered[rank(len(ordered), share)] if len(ordered) else None


def rank(count: int, share: int) -> int:
    """Return where that value stands in the sorted list, from 0."""
    return max(0, -(-count * share // 100) - 1)


@lru_cache(maxsize=50_000)
def hours_of(milliseconds: int | None) -> Decimal | None:
    """Return hours with one decimal, halves up."""
    if milliseconds is None:
        return None
    return (Decimal(milliseconds) / HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)
