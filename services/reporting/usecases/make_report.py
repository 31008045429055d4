"""Make the report of a month along one dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log
from services.reporting.domain import labels
from services.reporting.domain.indicators import Tally
from services.reporting.domain.period import Month, MonthCut, NotAMonth, Period
from services.reporting.domain.question import Key, Part, Question, group_of
from services.reporting.domain.report import Dimension, Report, Row, fold, most_first, shared_out, trend
from services.reporting.usecases.ports import Counts, Names

TREND_MONTHS = 12
GRID_SECONDS = 5
PARTS = (Part.AGENCY, Part.CATEGORY, Part.CHANNEL)


@dataclass(frozen=True, slots=True)
class MakeReport:
    """`soon` is how long before its due time an open case counts as due soon."""

    counts: Counts
    names: Names
    clock: Clock
    cut: MonthCut
    soon: timedelta

    def this_month(self) -> Month:
        """Return the reporting month that is running."""
        return self.cut.month_of(self.clock.now())

    def month(self, text: str | None) -> Month:
        """Return the month that `text` names (`2026-11`), the running one for None.

        Raises `Rejected`: `not-a-month`, or `month-not-begun` for one in the future.
        """
        try:
            month = Month.parse(text) if text is not None else self.this_month()
        except NotAMonth as error:
            raise _not_a_month() from error
        if month > self.this_month():
            raise _not_begun(month)
        return month

    def __call__(self, dimension: Dimension, month: Month, language: str = "vi", *, groups: bool = False) -> Report:
        """Return the report. `groups` makes one row per group of categories instead of one per category."""
        if dimension is Dimension.MONTH:
            return self._checked(self._trend(month))
        part = Part(dimension.value)
        return self._checked(self._folded(dimension, month, self._count(month, [part]), language, groups))

    def overview(self, month: Month, language: str = "vi") -> dict[str, Report]:
        """Return the reports of one month by agency, category group, category and channel, each part counted once."""
        tallies = {part: self._count(month, [part]) for part in PARTS}
        wanted = {
            "agency": (Dimension.AGENCY, False),
            "group": (Dimension.CATEGORY, True),
            "category": (Dimension.CATEGORY, False),
            "channel": (Dimension.CHANNEL, False),
        }
        return {
            name: self._checked(self._folded(dimension, month, tallies[Part(dimension.value)], language, groups))
            for name, (dimension, groups) in wanted.items()
        }

    def _folded(
        self, dimension: Dimension, month: Month, tallies: Mapping[Key, Tally], language: str, groups: bool
    ) -> Report:
        folded = fold(tallies, lambda key: group_of(key[0]) if groups else key[0])
        rows = [self._row(dimension, key, tally, language, groups) for key, tally in folded.items()]
        period = self.cut.period(month)
        return shared_out(dimension, str(month), period, self._seen_at(period), most_first(rows))

    def _row(self, dimension: Dimension, key: str | None, tally: Tally, language: str, groups: bool) -> Row:
        group = group_of(key) if dimension is Dimension.CATEGORY and not groups else None
        return Row(key, self._name(dimension, key, language), tally, group)

    def _name(self, dimension: Dimension, key: str | None, language: str) -> str:
        if key is None:
            return labels.NOBODY[dimension][language]
        if dimension is Dimension.AGENCY:
            return self.names.agency(key)
        if dimension is Dimension.CATEGORY:
            return self.names.category(key, language)
        return labels.CHANNELS[key][language] if key in labels.CHANNELS else key

    def _trend(self, last: Month) -> Report:
        months = [last.plus(step) for step in range(1 - TREND_MONTHS, 1)]
        rows = [self._month_row(month) for month in months]
        whole = Period(self.cut.period(months[0]).start, self.cut.period(last).end)
        return trend(str(last), whole, self._seen_at(whole), rows, self._total(whole))

    def _month_row(self, month: Month) -> Row:
        period = self.cut.period(month)
        return Row(str(month), _spoken(month), self._total(period), period=period)

    def _total(self, period: Period) -> Tally:
        return self.counts.count(self._question(period), ()).total.tally

    def _count(self, month: Month, by: Sequence[Part]) -> Mapping[Key, Tally]:
        counted = self.counts.count(self._question(self.cut.period(month)), by)
        return {key: figures.tally for key, figures in counted.rows.items()}

    def _question(self, period: Period) -> Question:
        return Question(period, self._seen_at(period), self.soon)

    def _seen_at(self, period: Period) -> datetime:
        """Instants lie on a grid, so that everybody who asks within the same seconds asks the same question."""
        now = self.clock.now()
        return period.seen_at(now - timedelta(seconds=now.timestamp() % GRID_SECONDS))

    def _checked(self, report: Report) -> Report:
        if report.faults:
            log.error("report does not add up", dimension=report.dimension, month=report.month, faults=report.faults)
        return report


def _spoken(month: Month) -> str:
    return f"{month.number:02d}/{month.year}"


def _not_a_month() -> Rejected:
    return Rejected(
        "not-a-month",
        "Tháng phải viết theo dạng năm-tháng, ví dụ 2026-11.",
        "A month is written as year-month, such as 2026-11.",
    )


def _not_begun(month: Month) -> Rejected:
    return Rejected(
        "month-not-begun",
        f"Tháng {_spoken(month)} chưa bắt đầu nên chưa có số liệu.",
        f"Month {_spoken(month)} has not begun, so there are no figures yet.",
    )
