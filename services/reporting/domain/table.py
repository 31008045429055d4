"""A table of figures as one value: what pages, JSON, CSV, spreadsheets and printed reports are made from.

It is complete: headings and definitions in both languages, cells as numbers and moments and never as formatted text,
what does not add up, and how the desk's list is narrowed to the cases behind a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.reporting.domain.span import Span
from services.reporting.domain.words import Words

#: What stands in a cell: None where there is no value (a share of nothing, a median of no case).
Cell = int | Decimal | datetime | str | None
#: What narrows the desk's list, in the words of its addresses (`agency`, `category`, `overdue`, …).
Drill = Mapping[str, str]


class Kind(StrEnum):
    """What the cells of a column are."""

    #: int.
    COUNT = "count"
    #: Decimal with one decimal place, 0 to 100; changes may be negative or above.
    PERCENT = "percent"
    #: Decimal with one decimal place: hours by the clock.
    HOURS = "hours"
    #: Decimal with one decimal place: seconds.
    SECONDS = "seconds"
    #: int: whole days.
    DAYS = "days"
    #: datetime, UTC.
    MOMENT = "moment"
    #: str in the language of the table.
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `group` is the heading that stands above it and its neighbours with the same group.

    `meaning` is its definition, to be read beside the figures. `drill` narrows the desk's list to the cases that a
    cell counts, as they are today; None where the list cannot. `alarm` marks figures that should be zero.
    """

    key: str
    words: Words
    kind: Kind = Kind.COUNT
    group: Words | None = None
    meaning: Words | None = None
    drill: Drill | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `key` for programs (None where a case has none), `name` for people, one cell for each column.

    `group` is the key of what the row belongs to, such as the group of a category. `drill` narrows the desk's list to
    the row's cases; None where the list cannot.
    """

    key: str | None
    name: str
    cells: tuple[Cell, ...]
    group: str | None = None
    drill: Drill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`first` heads the names of the rows. `total` is None where rows cannot be added up.

    Nothing that happened at `seen_at` (UTC) or later is in the figures. `faults` are the sums that do not hold,
    normally none. `filters` is what the table was narrowed to, in the words of addresses. Names of rows are in
    `language`.
    """

    name: str
    title: Words
    first: Words
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None
    span: Span
    seen_at: datetime
    language: str
    faults: Sequence[str] = ()
    notes: Sequence[Words] = ()
    filters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, row: Row, key: str) -> Cell:
        """Return what stands in a row under the column `key`. Raises KeyError for a column that is not there."""
        for column, cell in zip(self.columns, row.cells, strict=True):
            if column.key == key:
                return cell
        raise KeyError(key)

    def drill(self, row: Row, column: Column) -> dict[str, str] | None:
        """Return what narrows the desk's list to the cases behind a cell; None where it cannot be narrowed so."""
        if column.drill is None or row.drill is None:
            return None
        return {**self.filters, **row.drill, **column.drill}
