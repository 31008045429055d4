"""Checks that a table adds up, in rows and in columns, before anybody signs it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from services.reporting.domain.indicators import Tally


def row_faults(tally: Tally) -> list[str]:
    """Return which sums of a row do not hold; normally none."""
    rules = {
        "to_handle = handled + open": tally.to_handle == tally.handled + tally.open,
        "not_accepted <= open": tally.not_accepted <= tally.open,
        "referred <= handled": tally.referred <= tally.handled,
        "referred_on_time <= handled_on_time": tally.referred_on_time <= tally.handled_on_time,
    }
    return [rule for rule, holds in rules.items() if not holds]


def table_faults(rows: Sequence[Tally], total: Tally) -> list[str]:
    """Return what does not hold in a table whose rows share out the total."""
    faults = [fault for row in (*rows, total) for fault in row_faults(row)]
    if sum(rows, Tally()) != total:
        faults.append("sum of rows = total")
    return faults


def trend_faults(months: Sequence[Tally]) -> list[str]:
    """Return what does not hold in a table of consecutive months: what one leaves open, the next must carry over."""
    faults = [fault for month in months for fault in row_faults(month)]
    if any(before.open != after.carried_over for before, after in pairwise(months)):
        faults.append("carried_over = open of the month before")
    return faults
