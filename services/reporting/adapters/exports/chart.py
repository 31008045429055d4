"""The chart of a table: a bar for each of its first rows, as SVG, to be looked at beside the figures it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.domain.printed import said
from services.reporting.domain.table import Column, Kind, Table

MOST_BARS = 12
#: Hundredths of the width that the longest bar takes; the rest is for its number.
WIDEST = 88
FEWEST_BARS = 2
#: The name `to_handle` stands for in every table that has it; else the first column of counts is drawn.
FIRST_CHOICE = "to_handle"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: whose, how long in hundredths, and its number as it is written."""

    name: str
    length: float
    number: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one column."""

    column: Column
    bars: Sequence[Bar]


def chart_of(table: Table) -> Chart | None:
    """Return the chart, or None where bars would say nothing: a list of cases, or fewer than two rows with a count."""
    column = _drawn(table)
    if column is None or table.total is None:
        return None
    counted = [(row.name, table.cell(row, column.key)) for row in table.rows]
    known = [(name, cell) for name, cell in counted if isinstance(cell, int) and cell > 0][:MOST_BARS]
    if len(known) < FEWEST_BARS:
        return None
    most = max(cell for _, cell in known)
    return Chart(
        column, [Bar(name, round(WIDEST * cell / most, 2), said(cell, table.language)) for name, cell in known]
    )


def _drawn(table: Table) -> Column | None:
    counts = [column for column in table.columns if column.kind is Kind.COUNT and not column.alarm]
    chosen = [column for column in counts if column.key == FIRST_CHOICE]
    return next(iter(chosen or counts), None)
