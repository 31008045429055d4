"""CSV that Excel opens correctly, and that cannot run anything."""

from __future__ import annotations

import csv
import io
from datetime import time

import pytest

from services.reporting.domain.csv_table import BYTE_ORDER_MARK, csv_of, harmless, local_bounds
from services.reporting.domain.indicators import Tally
from services.reporting.domain.period import Month, MonthCut
from services.reporting.domain.report import Dimension, Row, shared_out

NOVEMBER = MonthCut().period(Month.parse("2026-11"))
TALLY = Tally(received=2, carried_over=1, handled_on_time=1, handled_late=1, overdue=1, not_accepted=1)


def lines(*rows: Row) -> list[list[str]]:
    """Return the cells as a spreadsheet program reads them."""
    text = csv_of(shared_out(Dimension.AGENCY, "2026-11", NOVEMBER, NOVEMBER.end, rows))
    assert text.startswith(BYTE_ORDER_MARK)
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


def test_headings_dates_and_decimals_are_vietnamese() -> None:
    heads, row, total = lines(Row("so-y-te", "Sở Y tế", TALLY))
    assert heads[:5] == ["Cơ quan", "Mã", "Từ", "Đến", "Đã tiếp nhận"]
    assert row[:5] == ["Sở Y tế", "so-y-te", "01/11/2026", "30/11/2026", "2"]
    assert row[heads.index("Tỉ lệ trễ hạn (%)")] == "66,7"
    assert total[0] == "Tổng cộng"
    assert total[4:] == row[4:]


def test_a_name_with_comma_quote_and_line_break_stays_in_its_cell() -> None:
    name = 'Sở "Giao thông", Vận tải\nvà Xây dựng'
    assert lines(Row("x", name, TALLY))[1][0] == name


def test_where_there_is_no_rate_the_cell_is_empty() -> None:
    assert lines(Row("x", "X", Tally()))[1][-3:] == ["", "", ""]


@pytest.mark.parametrize("name", ["=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_made_text(name: str) -> None:
    assert harmless(name) == f"'{name}"
    assert lines(Row("x", name, TALLY))[1][0].startswith("'")


def test_ordinary_names_are_left_alone() -> None:
    assert harmless("Sở Y tế – Gia Lai = tốt") == "Sở Y tế – Gia Lai = tốt"


def test_a_period_that_is_not_cut_at_midnight_names_its_hours() -> None:
    period = MonthCut(25, time(12)).period(Month.parse("2026-11"))
    assert local_bounds(period) == ("25/10/2026 12:00", "25/11/2026 12:00")
