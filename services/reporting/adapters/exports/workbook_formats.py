"""How the cells of a workbook look."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from services.reporting.domain.table import Kind

FONT = {"font_name": "Times New Roman", "font_size": 12}
BOX = {"border": 1, "valign": "vcenter"}
CENTRE = {"align": "center", "valign": "vcenter", "text_wrap": True}

#: Thousands and decimals are shown with the separators of the reader's own program: in a Vietnamese one 1.234 and 66,7.
NUMBERS: dict[Kind, dict[str, Any]] = {
    Kind.COUNT: {"num_format": "#,##0"},
    Kind.DAYS: {"num_format": "#,##0"},
    Kind.PERCENT: {"num_format": "#,##0.0"},
    Kind.HOURS: {"num_format": "#,##0.0"},
    Kind.SECONDS: {"num_format": "#,##0.0"},
    Kind.MOMENT: {"num_format": "dd/mm/yyyy hh:mm", "align": "center"},
    Kind.TEXT: {"text_wrap": True, "align": "left"},
}


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        def made(*parts: dict[str, Any]) -> Format:
            merged = {key: value for part in (FONT, *parts) for key, value in part.items()}
            return book.add_format(merged)

        self.line = made(CENTRE)
        self.strong_line = made(CENTRE, {"bold": True})
        self.title = made(CENTRE, {"bold": True, "font_size": 14})
        self.slanted = made({"italic": True, "align": "right"})
        self.slanted_line = made(CENTRE, {"italic": True})
        self.note = made({"text_wrap": True, "valign": "top", "italic": True, "font_size": 11})
        self.alarm = made(CENTRE, {"bold": True, "font_color": "#9C0006"})
        self.head = made(BOX, CENTRE, {"bold": True, "bg_color": "#E8EEF4"})
        self.mark = made(BOX, CENTRE, {"italic": True, "font_size": 10})
        self.name = made(BOX, {"text_wrap": True})
        self.total_name = made(BOX, {"bold": True})
        self.cells = {kind: made(BOX, number) for kind, number in NUMBERS.items()}
        self.totals = {kind: made(BOX, number, {"bold": True}) for kind, number in NUMBERS.items()}
        self.nothing = made(BOX, {"align": "right"})
