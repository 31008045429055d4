"""The telephone: how many called, how many were answered, how long they waited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from services.reporting.domain.asking import Asked
from services.reporting.domain.calls import CallCounts
from services.reporting.domain.indicators import percent
from services.reporting.domain.labels import TOTAL
from services.reporting.domain.period import LOCAL, MonthCut, Period
from services.reporting.domain.span import Span
from services.reporting.domain.table import Cell, Column, Kind, Row, Table
from services.reporting.domain.words import Words

TITLE = Words("Cuộc gọi đến tổng đài", "Calls to the hotline")
#: Spans up to so many days are shown by day, longer ones by month.
MOST_DAYS = 45
DAY = timedelta(days=1)

#: The name of a day or a month, and its calls.
Piece = tuple[str, CallCounts]

COLUMNS = (
    Column(
        key="offered",
        words=Words("Cuộc gọi đến", "Offered"),
        meaning=Words("Trong giờ tổng đài mở cửa.", "While the centre was open."),
    ),
    Column(key="answered", words=Words("Đã nghe", "Answered")),
    Column(key="abandoned", words=Words("Người gọi dừng máy", "Abandoned"), alarm=True),
    Column(
        key="otherwise",
        words=Words("Khác", "Otherwise"),
        meaning=Words("Để lại lời nhắn, hẹn gọi lại, máy bận.", "Voicemail, call-back, busy."),
    ),
    Column(key="answered_percent", words=Words("Tỉ lệ nghe (%)", "Answered (%)"), kind=Kind.PERCENT),
    Column(key="wait", words=Words("Chờ trung bình (giây)", "Average wait (seconds)"), kind=Kind.SECONDS),
    Column(key="talk", words=Words("Nói trung bình (giây)", "Average talk (seconds)"), kind=Kind.SECONDS),
    Column(key="after_hours", words=Words("Ngoài giờ", "After hours")),
)


def pieces(span: Span, cut: MonthCut, until: datetime) -> Iterator[tuple[str, Period]]:
    """Yield the days of a span, or its months, that have begun by `until`, with their names; together they are it."""
    begin, end = span.period.start, span.period.end
    daily = end - begin <= MOST_DAYS * DAY
    while begin < min(end, until):
        name, after = _day(begin) if daily else _month(begin, cut)
        yield name, Period(begin, min(after, end))
        begin = min(after, end)


def _day(moment: datetime) -> tuple[str, datetime]:
    """Return the name of a moment's local day, and when it is over (UTC)."""
    day = moment.astimezone(LOCAL).date()
    return f"{day:%d/%m/%Y}", datetime.combine(day + DAY, time(0), LOCAL).astimezone(UTC)


def _month(moment: datetime, cut: MonthCut) -> tuple[str, datetime]:
    month = cut.month_of(moment)
    return f"{month.number:02d}/{month.year}", cut.period(month).end


def by_piece(asked: Asked, counted: Sequence[Piece], seen_at: datetime) -> Table:
    """Return the table, a row for each day or month."""
    whole = _sum([counts for _, counts in counted])
    return Table(
        name=asked.table.value,
        title=TITLE,
        first=Words("Ngày, tháng", "Day or month"),
        columns=COLUMNS,
        rows=[Row(key=name, name=name, cells=_cells(counts)) for name, counts in counted],
        total=Row(key=None, name=TOTAL[asked.language], cells=_cells(whole)),
        span=asked.span,
        seen_at=seen_at,
        language=asked.language,
        faults=["answered + abandoned <= offered"] if whole.answered + whole.abandoned > whole.offered else [],
        notes=[Words("Cuộc gọi không chia theo cơ quan hay lĩnh vực.", "Calls are not divided by agency or field.")],
    )


def _sum(counted: Sequence[CallCounts]) -> CallCounts:
    names = ("offered", "answered", "abandoned", "wait_seconds", "talk_seconds", "after_hours")
    return CallCounts(**{name: sum(getattr(each, name) for each in counted) for name in names})


def _cells(counts: CallCounts) -> tuple[Cell, ...]:
    otherwise = counts.offered - counts.answered - counts.abandoned
    return (
        counts.offered,
        counts.answered,
        counts.abandoned,
        otherwise,
        percent(counts.answered, counts.offered),
        _average(counts.wait_seconds, counts.answered),
        _average(counts.talk_seconds, counts.answered),
        counts.after_hours,
    )


def _average(seconds: float, calls: int) -> Decimal | None:
    return (Decimal(seconds) / calls).quantize(Decimal("0.1"), ROUND_HALF_UP) if calls else None
