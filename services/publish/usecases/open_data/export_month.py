"""Give everybody the published cases of a month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.publish.domain.days import begins, local_day, next_month
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.marks import WITHDRAWAL
from services.publish.domain.public_case import PublicCase
from services.publish.usecases.ledger.ports import Chain
from services.publish.usecases.open_data.list_months import ListMonths, MonthOfData
from services.publish.usecases.open_data.ports import PublishedStream


@dataclass(frozen=True, slots=True)
class MonthFile:
    """What is in a month's file. `cases` are read while they are written out.

    `withdrawn` are the entries of what was taken back and is not public again: whoever keeps a copy takes it out there.
    `is_over` says that no answers are to come.
    """

    month: MonthOfData
    cases: Iterator[PublicCase]
    withdrawn: list[Entry]
    is_over: bool


class ExportMonth:
    """Streams one month."""

    def __init__(self, stream: PublishedStream, chain: Chain, months: ListMonths, clock: Clock) -> None:
        self._stream = stream
        self._chain = chain
        self._months = months
        self._clock = clock

    def version(self, first_day: date) -> int:
        """Return what the month's files are at. Raises `Rejected("unknown-month")`."""
        return self._month(first_day).version

    def __call__(self, first_day: date) -> MonthFile:
        """Return the month. Raises `Rejected("unknown-month")` where nothing was ever published of it."""
        month, end = self._month(first_day), next_month(first_day)
        return MonthFile(
            month,
            self._stream.between(begins(first_day), begins(end)),
            list(self._withdrawn(f"{first_day:%Y-%m}")),
            local_day(self._clock.now()) >= end,
        )

    def _month(self, first_day: date) -> MonthOfData:
        month = self._months.find(first_day)
        if month is None:
            raise Rejected(
                "unknown-month",
                "Chưa có phản ánh nào được công khai trong tháng này.",
                "Nothing has been published of this month.",
            )
        return month

    def _withdrawn(self, month: str) -> Iterator[Entry]:
        latest = {each.code: each for each in self._chain.withdrawals(month)}
        for each in latest.values():
            if self._chain.of_case(each.code)[-1].kind == WITHDRAWAL:
                yield each
