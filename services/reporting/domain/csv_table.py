"""A report as CSV that Excel opens correctly and safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from services.reporting.domain.indicators import Tally
from services.reporting.domain.labels import DIMENSIONS, FIGURES, TOTAL
from services.reporting.domain.period import LOCAL, Period
from services.reporting.domain.report import Report

# Without the byte order mark Excel takes UTF-8 for the machine's old code page and spoils every diacritic.
BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is run as a formula by spreadsheet programs (OWASP, "CSV Injection").
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(report: Report) -> str:
    """Return the report as RFC 4180 text with Vietnamese headings, dates as 31/12/2026 and decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headings(report))
    for row in report.rows:
        bounds = local_bounds(row.period or report.period)
        writer.writerow([harmless(row.name), harmless(row.key or ""), *bounds, *_figures(row.tally)])
    writer.writerow([TOTAL["vi"], "", *local_bounds(report.period), *_figures(report.total)])
    return BYTE_ORDER_MARK + out.getvalue()


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet program runs it: with an apostrophe before what could begin a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def local_bounds(period: Period) -> tuple[str, str]:
    """Return the first and last day of a period as people say them, with the hour where it is not midnight."""
    start, end = period.start.astimezone(LOCAL), period.end.astimezone(LOCAL)
    if (start.hour, start.minute, end.hour, end.minute) == (0, 0, 0, 0):
        return start.strftime("%d/%m/%Y"), (end - timedelta(days=1)).strftime("%d/%m/%Y")
    return local_time(start), local_time(end)


def local_time(moment: datetime) -> str:
    """Return an aware moment as local wall time, 31/12/2026 17:05."""
    return moment.astimezone(LOCAL).strftime("%d/%m/%Y %H:%M")


def decimal_comma(value: Decimal | int | None) -> str:
    """Return a figure as Vietnamese readers write it: 66,7; nothing where there is no value."""
    return "" if value is None else str(value).replace(".", ",")


def _headings(report: Report) -> Iterable[str]:
    return [DIMENSIONS[report.dimension]["vi"], "Mã", "Từ", "Đến", *(words["vi"] for words in FIGURES.values())]


def _figures(tally: Tally) -> list[str]:
    return [decimal_comma(getattr(tally, name)) for name in FIGURES]
