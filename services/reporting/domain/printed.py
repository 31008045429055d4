"""A table as it is put on paper and signed: the words around it, and how its cells are written.

The form is that of the province's statistical tables: who reports and to whom above, the title and its period, columns
numbered from 1 after the column A of names, the place and day below, and who signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from services.reporting.domain.csv_table import local_bounds, local_time
from services.reporting.domain.period import LOCAL
from services.reporting.domain.table import Cell, Column, Table
from services.reporting.domain.words import Words

#: What stands where there is no value.
NOTHING = "–"
UNIT = Words(
    "Đơn vị tính: phản ánh, kiến nghị (trừ cột ghi đơn vị khác)", "Unit: cases, where a column says nothing else"
)
PREPARED = Words("NGƯỜI LẬP BIỂU", "PREPARED BY")
PREPARED_HOW = Words("(Ký, ghi rõ họ tên)", "(Signature, full name)")
SIGNED = Words("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT")
SIGNED_HOW = Words("(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, full name)")
FAULTY = Words("SỐ LIỆU CHƯA KHỚP, KHÔNG DÙNG ĐỂ KÝ", "THE FIGURES DO NOT ADD UP: NOT TO BE SIGNED")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who reports: the authority above, the unit itself, and the place that stands before the day of signing."""

    authority: str
    unit: str
    place: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above `width` neighbouring columns, the first of them at `first`; without words where none is given."""

    words: Words | None
    first: int
    width: int


def headings(columns: Sequence[Column]) -> list[Heading]:
    """Return the upper row of headings: neighbours with the same group share one."""
    found, first = [], 0
    for group, together in groupby(columns, key=lambda column: column.group):
        width = len(list(together))
        alone = [Heading(None, first + step, 1) for step in range(width)]
        found += alone if group is None else [Heading(group, first, width)]
        first += width
    return found


def column_marks(columns: Sequence[Column]) -> list[str]:
    """Return `(A)`, `(1)`, `(2)`, …: the column of names, then those of figures."""
    return ["(A)", *(f"({number})" for number in range(1, len(columns) + 1))]


def meanings(table: Table) -> list[str]:
    """Return the definitions of the columns, each by the number that stands above it."""
    marked = zip(column_marks(table.columns)[1:], table.columns, strict=True)
    return [
        f"{mark} {column.words.say(table.language)}: {column.meaning.say(table.language)}"
        for mark, column in marked
        if column.meaning
    ]


def period_line(table: Table) -> str:
    """Return the period and until when its figures were known."""
    first, last = local_bounds(table.span.period)
    seen = local_time(table.seen_at)
    if table.language == "en":
        return f"{table.span.words.en} (from {first} to {last}), figures as of {seen}"
    return f"{table.span.words.vi} (từ {first} đến {last}), số liệu tính đến {seen}"


def place_and_day(letterhead: Letterhead, at: datetime, language: str) -> str:
    """Return the line above the signatures, with the day left to whoever signs."""
    day = at.astimezone(LOCAL)
    if language == "en":
        return f"{letterhead.place}, day …… month {day:%m} year {day:%Y}"
    return f"{letterhead.place}, ngày …… tháng {day:%m} năm {day:%Y}"


def said(cell: Cell, language: str) -> str:
    """Return a cell as readers write it: 1.234 and 66,7 in Vietnamese, 1,234 and 66.7 in English, days 31/12/2026."""
    if cell is None:
        return NOTHING
    if isinstance(cell, datetime):
        return local_time(cell)
    if isinstance(cell, (int, Decimal)):
        written = f"{cell:,}"
        return written if language == "en" else written.translate(_TO_VIETNAMESE)
    return cell


_TO_VIETNAMESE = str.maketrans({",": ".", ".": ","})
