"""XLSX, read without evaluating anything, written as text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from services.kit.text import nfc
from services.routing.usecases.knowledge.sheets import (
    CODE,
    GUIDE,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Sheet,
    column_called,
    refused,
)

#: What a broken file makes the reader say.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    SyntaxError,
    OSError,
)
_FORMULA, _ERROR = "f", "e"
#: Longer than any cell of a sheet may be.
_LONGEST_CELL = 32_767
_AS_TEXT = "@"
Cells = Sequence[Any]


def read_xlsx(content: bytes) -> list[Sheet]:
    """Return the sheets that have rows, but for the guide. Raises `Rejected`: unreadable-file, too-many-rows."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = [_sheet(each.title, list(_rows(each))) for each in book.worksheets if each.title != GUIDE]
    except _BROKEN:
        raise refused("unreadable-file") from None
    return [each for each in found if each.heading]


def write_xlsx(sheets: Sequence[Sheet], guide: Sequence[str] = ()) -> bytes:
    """Return sheets as one file; every cell is text. `guide` fills a sheet that is for people."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for letter in (chr(ord("A") + place) for place in range(min(len(sheet.heading), 26))):
            page.column_dimensions[letter].width = 28
            page.column_dimensions[letter].number_format = _AS_TEXT
        page.append([_text(page, each, bold=True) for each in sheet.heading])
        for line in sheet.lines:
            page.append([_text(page, each) for each in line.cells])
    if guide:
        _write_guide(book, guide)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_guide(book: Workbook, guide: Sequence[str]) -> None:
    page = book.create_sheet(GUIDE)
    page.column_dimensions["A"].width = 110
    for each in guide:
        page.append([_text(page, each)])


def _text(page: Any, value: str, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell that no sheet takes for a formula or a number."""
    cell = WriteOnlyCell(page, value=value[:_LONGEST_CELL])
    cell.data_type, cell.number_format = "s", _AS_TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _rows(page: Any) -> Iterator[tuple[int, Cells]]:
    """Yield the rows that are not empty. What the file says about its own size is not believed."""
    page.reset_dimensions()
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        if number > MOST_ROWS + 1:
            raise refused("too-many-rows")
        if any(each.value not in (None, "") for each in cells):
            yield number, cells


def _sheet(title: str, rows: Sequence[tuple[int, Cells]]) -> Sheet:
    if not rows:
        return Sheet(title, (), ())
    heading = [_said(each) for each in rows[0][1]]
    while heading and not heading[-1]:
        heading.pop()
    if len(heading) > MOST_COLUMNS:
        raise refused("too-many-columns")
    return Sheet(title, heading, [_line(number, cells, heading) for number, cells in rows[1:]])


def _line(number: int, cells: Cells, heading: Sequence[str]) -> Line:
    wrong = {place: slug for place, each in enumerate(cells) if (slug := _wrong(each, place, heading))}
    return Line(number, [_said(each) for each in cells[: len(heading)]], wrong)


def _wrong(cell: Any, place: int, heading: Sequence[str]) -> str | None:
    if cell.value in (None, ""):
        return None
    if place >= len(heading):
        return "too-many-cells"
    if cell.data_type in (_FORMULA, _ERROR):
        return "formula"
    is_number = isinstance(cell.value, int | float)
    return "code-is-number" if is_number and column_called(heading[place]) == CODE else None


def _said(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(str(value)).replace("\r\n", "\n").strip()
