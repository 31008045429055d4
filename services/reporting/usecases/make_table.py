"""Make one of the standard tables of a span of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.reporting.domain.asking import Asked, TableName
from services.reporting.domain.counting import Figures
from services.reporting.domain.period import MonthCut
from services.reporting.domain.question import Question
from services.reporting.domain.span import NotASpan, Span, read_span
from services.reporting.domain.table import Table
from services.reporting.domain.tables import calls, publication, trend
from services.reporting.domain.tables.by_part import by_part
from services.reporting.domain.tables.calls import Piece
from services.reporting.domain.tables.late_list import MOST, late_list
from services.reporting.domain.tables.layouts import layout
from services.reporting.usecases.naming import naming_in
from services.reporting.usecases.ports import CallCounting, Counts, Names

#: Instants lie on a grid, so that everybody who asks within the same seconds asks the same question.
GRID_SECONDS = 5


class MakesTables(Protocol):
    """What whoever shows, prints or mails tables needs."""

    def span(self, text: str | None) -> Span:
        """Return the span that `text` names (see `domain.span.read_span`), the running month for None.

        Raises `Rejected`: `not-a-span`, or `span-not-begun` for one in the future.
        """

    def __call__(self, asked: Asked) -> Table:
        """Return the table. Raises `Retryable` while the facts are still being loaded."""


@dataclass(frozen=True, slots=True)
class MakeTable:
    """`soon` is how long before its due time an open case counts as due soon."""

    counts: Counts
    calls: CallCounting
    names: Names
    clock: Clock
    cut: MonthCut
    soon: timedelta

    def span(self, text: str | None) -> Span:
        """Return the span that `text` names, as `MakesTables` has it."""
        now = self.clock.now()
        try:
            span = read_span(text or str(self.cut.month_of(now)), self.cut)
        except NotASpan as error:
            raise _not_a_span() from error
        if span.period.start > now:
            raise _not_begun(span)
        return span

    def recent(self, kind: str, count: int) -> list[Span]:
        """Return the running month, quarter, half or year, and those before it: so many, the newest first."""
        month = self.cut.month_of(self.clock.now())
        texts = {
            "month": str(month),
            "quarter": f"{month.year}-Q{(month.number + 2) // 3}",
            "half": f"{month.year}-H{(month.number + 5) // 6}",
            "year": str(month.year),
        }
        return list(islice(self._back(read_span(texts[kind], self.cut)), count))

    def __call__(self, asked: Asked) -> Table:
        """Return the table, and log it where it does not add up."""
        table = self._made(asked)
        if table.faults:
            log.error("table does not add up", table=table.name, span=table.span.text, faults=table.faults)
        return table

    def _made(self, asked: Asked) -> Table:
        naming, seen_at = naming_in(self.names, asked.language), self._seen_at(asked.span)
        match asked.table:
            case TableName.PUBLICATION:
                counted = self.counts.count(self._question(asked, asked.span), publication.BY)
                return publication.publication(asked, counted, seen_at, naming)
            case TableName.OVERDUE:
                question = self._question(asked, asked.span)
                count = self.counts.count(question, ()).total.tally.overdue
                return late_list(asked, self.counts.late(question, MOST), count, seen_at, naming)
            case TableName.TREND:
                spans = reversed(list(islice(self._back(asked.span), trend.how_many(asked.span))))
                return trend.trend(asked, [(each, self._total(asked, each)) for each in spans], seen_at)
            case TableName.CALL:
                return calls.by_piece(asked, self._calls(asked.span, seen_at), seen_at)
            case _:
                form = layout(asked.table, asked.level)
                counted = self.counts.count(self._question(asked, asked.span), form.by)
                return by_part(asked, form, counted, seen_at, naming)

    def _total(self, asked: Asked, span: Span) -> Figures:
        return self.counts.count(self._question(asked, span), ()).total

    def _calls(self, span: Span, seen_at: datetime) -> Sequence[Piece]:
        return [
            (name, self.calls.counts(period.start, period.end))
            for name, period in calls.pieces(span, self.cut, seen_at)
        ]

    def _back(self, span: Span) -> Iterator[Span]:
        """Yield the span and those before it, as far as years go."""
        while True:
            yield span
            try:
                span = read_span(span.before, self.cut)
            except NotASpan:
                return

    def _question(self, asked: Asked, span: Span) -> Question:
        return Question(span.period, self._seen_at(span), self.soon, asked.narrowing)

    def _seen_at(self, span: Span) -> datetime:
        now = self.clock.now()
        return span.period.seen_at(now - timedelta(seconds=now.timestamp() % GRID_SECONDS))


def _not_a_span() -> Rejected:
    return Rejected(
        "not-a-span",
        "Kỳ báo cáo phải viết như 2026-11, 2026-Q4, 2026-H2, 2026 hoặc từ ngày đến ngày: 2026-11-01..2026-11-15.",
        "A period is written as 2026-11, 2026-Q4, 2026-H2, 2026, or from day to day: 2026-11-01..2026-11-15.",
    )


def _not_begun(span: Span) -> Rejected:
    return Rejected(
        "span-not-begun",
        f"Kỳ {span.words.vi} chưa bắt đầu nên chưa có số liệu.",
        f"{span.words.en} has not begun, so there are no figures yet.",
    )
