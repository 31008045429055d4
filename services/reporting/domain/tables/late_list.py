"""Table 9: the overdue cases, one by one, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.reporting.domain.asking import Asked
from services.reporting.domain.late import LateCase
from services.reporting.domain.question import Part
from services.reporting.domain.table import Cell, Column, Kind, Row, Table
from services.reporting.domain.tables.by_part import Naming
from services.reporting.domain.words import Words

MOST = 1000
TITLE = Words("Danh sách quá hạn", "Overdue cases")
COLUMNS = (
    Column(key="agency", words=Words("Cơ quan", "Agency"), kind=Kind.TEXT),
    Column(key="category", words=Words("Lĩnh vực", "Field"), kind=Kind.TEXT),
    Column(key="area", words=Words("Địa bàn", "Commune or ward"), kind=Kind.TEXT),
    Column(key="channel", words=Words("Kênh", "Channel"), kind=Kind.TEXT),
    Column(key="received_at", words=Words("Tiếp nhận", "Received"), kind=Kind.MOMENT),
    Column(key="due_at", words=Words("Hạn", "Due"), kind=Kind.MOMENT),
    Column(
        key="days",
        words=Words("Số ngày quá hạn", "Days overdue"),
        kind=Kind.DAYS,
        meaning=Words("Số ngày tròn từ lúc hết hạn.", "Whole days since the due time."),
    ),
    Column(
        key="level",
        words=Words("Mức nhắc", "Level"),
        meaning=Words(
            "1: vừa quá hạn; 2, 3: đã quá gấp hai, gấp ba thời gian cho phép.",
            "1: the due time has passed; 2 and 3: twice and three times the allowed time has.",
        ),
    ),
)


def late_list(asked: Asked, cases: Sequence[LateCase], count: int, seen_at: datetime, naming: Naming) -> Table:
    """Return the list; `count` is how many there are in all, which may be more than are listed."""
    return Table(
        name=asked.table.value,
        title=TITLE,
        first=Words("Mã phản ánh", "Case code"),
        columns=COLUMNS,
        rows=[_row(case, seen_at, naming) for case in cases],
        total=None,
        span=asked.span,
        seen_at=seen_at,
        language=asked.language,
        faults=["listed = overdue"] if len(cases) != min(count, MOST) else [],
        notes=[_note(len(cases), count)],
        filters=asked.narrowing.given(),
    )


def _row(case: LateCase, seen_at: datetime, naming: Naming) -> Row:
    names = [
        naming([part], (value,))
        for part, value in (
            (Part.AGENCY, case.agency),
            (Part.CATEGORY, case.category),
            (Part.AREA, case.area),
            (Part.CHANNEL, case.channel),
        )
    ]
    cells: tuple[Cell, ...] = (*names, case.received_at, case.due_at, case.days(seen_at), case.level)
    return Row(key=case.code, name=case.code, cells=cells, drill={"box": "search", "q": case.code})


def _note(listed: int, count: int) -> Words:
    if listed == count:
        return Words(f"Có {count} phản ánh quá hạn.", f"{count} cases are overdue.")
    return Words(
        f"Có {count} phản ánh quá hạn; liệt kê {listed} phản ánh quá hạn lâu nhất.",
        f"{count} cases are overdue; the {listed} longest overdue are listed.",
    )
