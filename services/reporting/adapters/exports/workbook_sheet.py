"""One table on one sheet of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from services.reporting.adapters.exports.workbook_formats import Formats
from services.reporting.domain import printed
from services.reporting.domain.period import LOCAL
from services.reporting.domain.printed import Letterhead, headings
from services.reporting.domain.table import Cell, Column, Kind, Row, Table

A4 = 9
NAME_WIDTH, TEXT_WIDTH, MOMENT_WIDTH, NUMBER_WIDTH = 38, 28, 17, 11
#: The rows before the headings of the columns: letterhead (2), empty, title, period, unit.
HEAD_ROW = 6
GROUPS, WORDS, MARKS = HEAD_ROW, HEAD_ROW + 1, HEAD_ROW + 2
FIRST_ROW = HEAD_ROW + 3
FEWEST_COLUMNS = 4


class SheetWriter:
    """Writes a table from the letterhead down to the signatures."""

    def __init__(self, sheet: Worksheet, formats: Formats, table: Table, letterhead: Letterhead) -> None:
        self._sheet = sheet
        self._formats = formats
        self._table = table
        self._letterhead = letterhead
        self._language = table.language
        #: The last column, at least so far right that there is room for two blocks of signatures.
        self._right = max(len(table.columns), FEWEST_COLUMNS - 1)
        self._middle = (self._right + 1) // 2

    def write(self) -> None:
        """Write everything and say how it is to be printed."""
        self._widths()
        self._above()
        self._headings()
        below = self._rows()
        below = self._notes(below)
        last = self._signatures(below + 1)
        self._page(last)

    def _widths(self) -> None:
        self._sheet.set_column(0, 0, NAME_WIDTH)
        widths = {Kind.TEXT: TEXT_WIDTH, Kind.MOMENT: MOMENT_WIDTH}
        for place, column in enumerate(self._table.columns, 1):
            self._sheet.set_column(place, place, widths.get(column.kind, NUMBER_WIDTH))

    def _above(self) -> None:
        table, formats = self._table, self._formats
        self._across(0, self._letterhead.authority, formats.line, 0, self._middle - 1)
        self._across(1, self._letterhead.unit, formats.strong_line, 0, self._middle - 1)
        title = table.title.say(self._language).upper()
        self._across(3, title, formats.title, 0, self._right)
        faulty = printed.FAULTY.say(self._language) if table.faults else ""
        period = printed.period_line(table)
        line = f"{period} – {faulty}" if faulty else period
        self._across(4, line, formats.alarm if faulty else formats.slanted_line, 0, self._right)
        self._across(5, printed.UNIT.say(self._language), formats.slanted, 0, self._right)

    def _headings(self) -> None:
        table, formats = self._table, self._formats
        self._down(0, table.first.say(self._language))
        for heading in headings(table.columns):
            left, words = heading.first + 1, heading.words
            if words is None:
                self._down(left, self._head(table.columns[heading.first]))
                continue
            self._across(GROUPS, words.say(self._language), formats.head, left, left + heading.width - 1)
            for place in range(heading.first, heading.first + heading.width):
                self._sheet.write_string(WORDS, place + 1, self._head(table.columns[place]), formats.head)
        for place, mark in enumerate(printed.column_marks(table.columns)):
            self._sheet.write_string(MARKS, place, mark, formats.mark)

    def _head(self, column: Column) -> str:
        return column.words.say(self._language)

    def _rows(self) -> int:
        """Write the rows and the total; return the row below."""
        row = FIRST_ROW
        for each in self._table.rows:
            self._row(row, each, self._formats.name, self._formats.cells)
            row += 1
        if self._table.total is not None:
            self._row(row, self._table.total, self._formats.total_name, self._formats.totals)
            row += 1
        return row

    def _row(self, row: int, written: Row, name: Format, cells: Mapping[Kind, Format]) -> None:
        self._sheet.write_string(row, 0, written.name, name)
        for place, (column, cell) in enumerate(zip(self._table.columns, written.cells, strict=True), 1):
            self._cell(row, place, cell, cells[column.kind])

    def _cell(self, row: int, place: int, cell: Cell, look: Format) -> None:
        if cell is None:
            self._sheet.write_string(row, place, printed.NOTHING, self._formats.nothing)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(row, place, cell.astimezone(LOCAL).replace(tzinfo=None), look)
        elif isinstance(cell, (int, Decimal)):
            self._sheet.write_number(row, place, cell, look)
        else:
            self._sheet.write_string(row, place, cell, look)

    def _notes(self, row: int) -> int:
        table = self._table
        for note in (*printed.meanings(table), *(each.say(self._language) for each in table.notes), *table.faults):
            self._across(row, note, self._formats.note, 0, self._right)
            row += 1
        return row

    def _signatures(self, row: int) -> int:
        """Write both blocks, with room to sign; return the last row."""
        formats, language = self._formats, self._language
        day = printed.place_and_day(self._letterhead, self._table.seen_at, language)
        self._across(row, day, formats.slanted_line, self._middle, self._right)
        for left, right, who, how in (
            (0, self._middle - 1, printed.PREPARED, printed.PREPARED_HOW),
            (self._middle, self._right, printed.SIGNED, printed.SIGNED_HOW),
        ):
            self._across(row + 1, who.say(language), formats.strong_line, left, right)
            self._across(row + 2, how.say(language), formats.slanted_line, left, right)
        return row + 6

    def _page(self, last: int) -> None:
        sheet = self._sheet
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(GROUPS, MARKS)
        sheet.print_area(0, 0, last, self._right)
        sheet.center_horizontally()
        sheet.set_footer("&R&P/&N")

    def _down(self, place: int, words: str) -> None:
        self._sheet.merge_range(GROUPS, place, WORDS, place, "", self._formats.head)
        self._sheet.write_string(GROUPS, place, words, self._formats.head)

    def _across(self, row: int, words: str, look: Format, left: int, right: int) -> None:
        if right > left:
            self._sheet.merge_range(row, left, row, right, "", look)
        self._sheet.write_string(row, left, words, look)
