"""Table 10: a span beside those before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from services.reporting.domain.asking import Asked
from services.reporting.domain.counting import Figures
from services.reporting.domain.cross_foot import row_faults, trend_faults
from services.reporting.domain.indicators import percent
from services.reporting.domain.span import Span
from services.reporting.domain.table import Cell, Column, Kind, Row, Table
from services.reporting.domain.tables.columns import cells, column
from services.reporting.domain.tables.layouts import SHORT
from services.reporting.domain.words import Words

TITLE = Words("So với các kỳ trước", "Against the periods before")
#: Figures whose change against the row above is told.
CHANGES = {
    "received": Words("Nhận mới", "Received"),
    "handled": Words("Đã xử lý", "Handled"),
    "overdue": Words("Quá hạn", "Overdue"),
}
_CHANGE = Words("Thay đổi so với kỳ trước (%)", "Change against the period before (%)")


def how_many(span: Span) -> int:
    """Return how many spans a trend shows: a year of months, two of quarters, three of years."""
    kinds = {"Q": 8, "H": 4}
    if ".." in span.text:
        return 6
    return kinds.get(span.text[5:6], 12 if len(span.text) > 4 else 3)


def trend(asked: Asked, spans: Sequence[tuple[Span, Figures]], seen_at: datetime) -> Table:
    """Return the table, the earliest span first, and the one that was asked for last."""
    changes = [
        Column(key=f"{key}_change", words=words, kind=Kind.PERCENT, group=_CHANGE) for key, words in CHANGES.items()
    ]
    before = [None, *(figures for _, figures in spans)]
    rows = [
        Row(
            key=span.text,
            name=span.words.say(asked.language),
            cells=(*cells(SHORT, figures), *(_change(key, figures, earlier) for key in CHANGES)),
        )
        for (span, figures), earlier in zip(spans, before, strict=False)
    ]
    return Table(
        name=asked.table.value, title=TITLE, first=Words("Kỳ", "Period"),
        columns=[*(column(key) for key in SHORT), *changes], rows=rows, total=None, span=asked.span, seen_at=seen_at,
        language=asked.language, faults=_faults(asked, spans), filters=asked.narrowing.given(),
    )  # fmt: skip


def _change(key: str, figures: Figures, earlier: Figures | None) -> Cell:
    """Return by how much per cent it is more; None where there was nothing before."""
    if earlier is None:
        return None
    now, then = getattr(figures.tally, key), getattr(earlier.tally, key)
    share = percent(now - then, then)
    return Decimal(share) if share is not None else None


def _faults(asked: Asked, spans: Sequence[tuple[Span, Figures]]) -> list[str]:
    """What one span leaves open the next carries over, unless only some cases are counted: these may have changed
    their agency or field in between, as may spans that do not touch.
    """
    tallies = [figures.tally for _, figures in spans]
    touching = all(one.period.end == other.period.start for (one, _), (other, _) in pairwise(spans))
    if touching and not asked.narrowing.given():
        return trend_faults(tallies)
    return list({fault: None for tally in tallies for fault in row_faults(tally)})
