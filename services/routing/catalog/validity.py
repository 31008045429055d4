"""When a record holds. Dates are local calendar days as "2025-07-01" strings; both ends are included.

ISO dates sort as text, so they are compared as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Record = Mapping[str, Any]

EFFECTIVE = ("categories", "agencies", "areas", "rules")


def in_force(record: Record, on: str) -> bool:
    """Whether `record` holds on the day `on`."""
    return bool(record["valid_from"] <= on and (record["valid_to"] is None or on <= record["valid_to"]))


def covers(outer: Record, inner: Record) -> bool:
    """Whether `outer` holds on every day on which `inner` does."""
    if outer["valid_from"] > inner["valid_from"]:
        return False
    return outer["valid_to"] is None or (inner["valid_to"] is not None and inner["valid_to"] <= outer["valid_to"])


def day_after(day: str) -> str:
    """Return the day after `day`."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def turning_days(snapshot: Mapping[str, Iterable[Record]]) -> list[str]:
    """Return the days on which something begins to hold or has just ceased to, in order.

    Between two of them the catalogue does not change, so checking these days checks every day.
    """
    records = [record for name in EFFECTIVE for record in snapshot[name]]
    begins = {record["valid_from"] for record in records}
    return sorted(begins | {day_after(record["valid_to"]) for record in records if record["valid_to"]})
