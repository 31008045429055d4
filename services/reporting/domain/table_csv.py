"""A table as CSV that Excel opens correctly and safely."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal

from services.reporting.domain.csv_table import BYTE_ORDER_MARK, decimal_comma, harmless, local_time
from services.reporting.domain.table import Cell, Column, Row, Table


def csv_of(table: Table) -> str:
    """Return the table as RFC 4180 text in its own language; in Vietnamese with dates 31/12/2026 and decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [_heading(column, table.language) for column in table.columns]
    writer.writerow([table.first.say(table.language), "Mã" if table.language == "vi" else "Key", *heads])
    for row in (*table.rows, *([table.total] if table.total else [])):
        writer.writerow(_line(row, table.language))
    return BYTE_ORDER_MARK + out.getvalue()


def _heading(column: Column, language: str) -> str:
    group = f"{column.group.say(language)}: " if column.group else ""
    return f"{group}{column.words.say(language)}"


def _line(row: Row, language: str) -> list[str]:
    return [harmless(row.name), harmless(row.key or ""), *(_written(cell, language) for cell in row.cells)]


def _written(cell: Cell, language: str) -> str:
    """Numbers are left as they are, so that a spreadsheet can count with them; a minus is no formula."""
    match cell:
        case datetime():
            return local_time(cell)
        case int() | Decimal():
            return decimal_comma(cell) if language == "vi" else str(cell)
        case None:
            return ""
        case _:
            return harmless(cell)
