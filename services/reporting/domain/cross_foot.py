"""Checks that a table adds up, in rows and in columns, before anybody signs it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from services.reporting.domain.indicators import Tally, added_up


def row_faults(tally: Tally) -> list[str]:
    """Return which sums of a row do not hold; normally none."""
    rules = {
        "to_handle = handled + withdrawn + open": tally.to_handle == tally.handled + tally.withdrawn + tally.open,
        "not_accepted <= open": tally.not_accepted <= tally.open,
        "referred <= handled": tally.referred <= tally.handled,
        "referred_on_time <= handled_on_time": tally.referred_on_time <= tally.handled_on_time,
        "in_first_time <= handled": tally.in_first_time <= tally.handled,
        "waiting <= open": tally.waiting <= tally.open,
        "satisfied + acceptable + unsatisfied <= handled": tally.unrated >= 0,
        "published + withheld <= handled": tally.undecided >= 0,
        "handled_late + overdue <= discontent + referred": tally.handled_late + tally.overdue
        <= tally.discontent + tally.referred,
        "discontent <= handled + overdue": tally.discontent <= tally.handled + tally.overdue,
        "returned_twice <= returned_once": tally.returned_twice <= tally.returned_once,
    }
    return [rule for rule, holds in rules.items() if not holds]


def table_faults(rows: Sequence[Tally], total: Tally) -> list[str]:
    """Return what does not hold in a table whose rows share out the total."""
    faults = [fault for row in (*rows, total) for fault in row_faults(row)]
    if added_up(rows) != total:
        faults.append("sum of rows = total")
    return faults


def trend_faults(months: Sequence[Tally]) -> list[str]:
    """Return what does not hold in a table of consecutive months: what one leaves open, the next must carry over."""
    faults = [fault for month in months for fault in row_faults(month)]
    if any(before.open != after.carried_over for before, after in pairwise(months)):
        faults.append("carried_over = open of the month before")
    return faults
