"""Columns as values, and the cells of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from services.reporting.domain.counting import Figures
from services.reporting.domain.indicators import percent
from services.reporting.domain.table import Cell, Column, Kind
from services.reporting.domain.tables.headings import ALARMS, GROUPS, HEADINGS, KINDS, MEANINGS

SEARCH = {"box": "search"}
#: Figures that the desk's list can be narrowed to as it stands today.
DRILLS: Mapping[str, Mapping[str, str]] = {
    "overdue": {**SEARCH, "overdue": "true"},
    "waiting": {**SEARCH, "state": "waiting"},
    "returned_once": {**SEARCH, "returned": "true"},
    "reopenings": {**SEARCH, "reopened": "true"},
}


def column(key: str) -> Column:
    """Return the column of a figure. Raises KeyError where there is none."""
    kind = KINDS.get(key, Kind.PERCENT if key.endswith("_percent") else Kind.COUNT)
    return Column(
        key=key,
        words=HEADINGS[key],
        kind=kind,
        group=GROUPS.get(key),
        meaning=MEANINGS.get(key),
        drill=DRILLS.get(key),
        alarm=key in ALARMS,
    )


def cells(keys: Sequence[str], figures: Figures) -> tuple[Cell, ...]:
    """Return the cells of a row."""
    return tuple(cell(key, figures) for key in keys)


def cell(key: str, figures: Figures) -> Cell:
    """Return one figure of many."""
    tally = figures.tally
    if key in ("median_hours", "ninetieth_hours"):
        hours: Decimal | None = getattr(figures, key)
        return hours
    if key == "refused_percent":
        return percent(tally.refused + tally.referred, tally.handled)
    if key == "published_percent":
        return percent(tally.published, tally.handled)
    found: Cell = getattr(tally, key)
    return found
