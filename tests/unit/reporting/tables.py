"""Tables for tests of what is made from them: every kind of cell, groups of columns, names that look like formulas."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from services.reporting.domain.period import MonthCut
from services.reporting.domain.printed import Letterhead
from services.reporting.domain.span import read_span
from services.reporting.domain.table import Column, Kind, Row, Table
from services.reporting.domain.words import Words

LETTERHEAD = Letterhead("ỦY BAN NHÂN DÂN TỈNH GIA LAI", "TỔNG ĐÀI 1022", "Gia Lai")
HANDLED = Words("Đã xử lý", "Handled")
MEANING = Words("Tiếp nhận trong kỳ cộng tồn kỳ trước.", "Received plus carried over.")
COLUMNS = (
    Column(key="to_handle", words=Words("Cần xử lý", "To handle"), meaning=MEANING),
    Column(key="handled_on_time", words=Words("Đúng hạn", "On time"), group=HANDLED),
    Column(key="handled_late", words=Words("Trễ hạn", "Late"), group=HANDLED, alarm=True),
    Column(key="on_time_percent", words=Words("Tỉ lệ đúng hạn (%)", "On time (%)"), kind=Kind.PERCENT),
    Column(key="median", words=Words("Trung vị (giờ)", "Median (hours)"), kind=Kind.HOURS),
    Column(key="oldest", words=Words("Lâu nhất từ", "Oldest since"), kind=Kind.MOMENT),
    Column(key="why", words=Words("Lý do", "Why"), kind=Kind.TEXT),
)
SINCE = datetime(2026, 11, 2, 1, 5, tzinfo=UTC)
ROWS = (
    Row(
        key="so-y-te",
        name="Sở Y tế",
        cells=(1234, 1200, 34, Decimal("97.2"), Decimal("17.5"), SINCE, "https://example.org/ chờ vật tư"),
    ),
    Row(key="x", name="=HYPERLINK(1)", cells=(2, 1, 1, Decimal("50.0"), None, None, "+84905000001")),
)
TOTAL = Row(key=None, name="Tổng cộng", cells=(1236, 1201, 35, Decimal("97.1"), Decimal("17.5"), SINCE, ""))


def a_table(
    name: str = "unit", language: str = "vi", title: str = "Tình hình xử lý theo đơn vị", faults: tuple[str, ...] = ()
) -> Table:
    """Return the table of November 2026."""
    return Table(
        name=name,
        title=Words(title, "Handling by unit"),
        first=Words("Đơn vị", "Unit"),
        columns=COLUMNS,
        rows=ROWS,
        total=TOTAL,
        span=read_span("2026-11", MonthCut()),
        seen_at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC),
        language=language,
        faults=faults,
        notes=(Words("Mỗi phản ánh tính một lần.", "Every case counts once."),),
    )
