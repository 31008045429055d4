"""The workbook, opened by another library than the one that wrote it."""

from __future__ import annotations

import io

import openpyxl  # type: ignore[import-untyped]
import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from services.reporting.adapters.exports.workbook import sheet_names, workbook_of
from services.reporting.domain.period import LOCAL
from tests.unit.reporting.tables import COLUMNS, LETTERHEAD, ROWS, SINCE, a_table


def opened(language: str = "vi", faults: tuple[str, ...] = ()) -> Worksheet:
    """Return the first sheet of a workbook with one table."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([a_table(language=language, faults=faults)], LETTERHEAD)))
    return book.worksheets[0]


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    """The sheet in Vietnamese."""
    return opened()


def line(sheet: Worksheet, number: int) -> list[object]:
    """Return the values of a row."""
    return [cell.value for cell in sheet[number]]


def row_of(sheet: Worksheet, name: str) -> int:
    """Return the number of the row that begins with `name`."""
    return next(number for number in range(1, sheet.max_row + 1) if sheet.cell(number, 1).value == name)


def test_it_begins_with_who_reports_what_and_of_when(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "ỦY BAN NHÂN DÂN TỈNH GIA LAI"
    assert sheet["A2"].value == "TỔNG ĐÀI 1022"
    assert sheet["A4"].value == "TÌNH HÌNH XỬ LÝ THEO ĐƠN VỊ"
    assert sheet["A5"].value == "Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026), số liệu tính đến 01/12/2026 00:00"


def test_columns_have_their_headings_groups_and_numbers(sheet: Worksheet) -> None:
    assert line(sheet, 7)[:5] == ["Đơn vị", "Cần xử lý", "Đã xử lý", None, "Tỉ lệ đúng hạn (%)"]
    assert line(sheet, 8)[2:4] == ["Đúng hạn", "Trễ hạn"]
    assert line(sheet, 9) == ["(A)", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]
    assert {"C7:D7", "A7:A8", "B7:B8"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_numbers_are_numbers_and_moments_are_moments_of_the_province(sheet: Worksheet) -> None:
    cells = sheet[10]
    assert [cell.value for cell in cells[:6]] == ["Sở Y tế", 1234, 1200, 34, 97.2, 17.5]
    assert [cell.number_format for cell in cells[1:6]] == ["#,##0", "#,##0", "#,##0", "#,##0.0", "#,##0.0"]
    assert cells[6].value == SINCE.astimezone(LOCAL).replace(tzinfo=None)
    assert cells[6].number_format == "dd/mm/yyyy hh:mm"


def test_no_text_becomes_a_formula_or_a_link(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert line(sheet, 11)[0] == ROWS[1].name
    assert line(sheet, 11)[-1] == "+84905000001"


def test_what_has_no_value_is_a_dash_and_not_a_zero(sheet: Worksheet) -> None:
    assert line(sheet, 11)[5:7] == ["–", "–"]


def test_below_are_the_total_the_definitions_and_who_signs(sheet: Worksheet) -> None:
    assert line(sheet, row_of(sheet, "Tổng cộng"))[1] == 1236
    row_of(sheet, "(1) Cần xử lý: Tiếp nhận trong kỳ cộng tồn kỳ trước.")
    row_of(sheet, "Mỗi phản ánh tính một lần.")
    signed = row_of(sheet, "NGƯỜI LẬP BIỂU")
    assert "THỦ TRƯỞNG ĐƠN VỊ" in line(sheet, signed)
    assert "Gia Lai, ngày …… tháng 12 năm 2026" in line(sheet, signed - 1)


def test_it_prints_on_a4_across_one_page_wide_with_its_headings_on_each(sheet: Worksheet) -> None:
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$7:$9"
    assert sheet.freeze_panes == "B10"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area.endswith(f"$A$1:$H${sheet.max_row + 4}")


def test_a_table_that_does_not_add_up_says_so_where_it_would_be_signed() -> None:
    assert "KHÔNG DÙNG ĐỂ KÝ" in str(opened(faults=("sum of rows = total",))["A5"].value)


def test_it_speaks_english() -> None:
    sheet = opened("en")
    assert line(sheet, 7)[1] == "To handle"
    assert sheet["A5"].value == "Month 11/2026 (from 01/11/2026 to 30/11/2026), figures as of 01/12/2026 00:00"


def test_the_same_tables_make_the_same_bytes() -> None:
    assert workbook_of([a_table()], LETTERHEAD) == workbook_of([a_table()], LETTERHEAD)


def test_sheets_have_names_that_spreadsheet_programs_take_each_once() -> None:
    long = "Kết quả tiếp nhận: xử lý [theo] lĩnh vực/nhóm"
    names = sheet_names([a_table(title=long), a_table(title=long), a_table(title=long.upper())])
    assert len({name.casefold() for name in names}) == 3
    assert not [name for name in names if len(name) > 31 or set(name) & set("[]:*?/\\")]


def test_without_a_table_there_is_no_workbook() -> None:
    with pytest.raises(ValueError, match="sheet"):
        workbook_of([], LETTERHEAD)


def test_every_column_is_as_wide_as_its_kind_needs(sheet: Worksheet) -> None:
    widths = [sheet.column_dimensions[letter].width for letter in "ABGH"]
    assert widths[0] > widths[3] > widths[2] > widths[1]
    assert len(COLUMNS) == 7
