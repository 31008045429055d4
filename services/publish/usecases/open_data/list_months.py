"""Tell which months there is open data of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.publish.domain.days import begins, month_of, next_month
from services.publish.usecases.ledger.ports import Chain, MonthState
from services.publish.usecases.open_data.ports import PublishedStream


@dataclass(frozen=True, slots=True)
class MonthOfData:
    """A month with published answers. `version` grows whenever something in it changes."""

    first_day: date
    version: int
    changed_at: datetime
    cases: int


class ListMonths:
    """Counts each month once per version."""

    def __init__(self, stream: PublishedStream, chain: Chain) -> None:
        self._stream = stream
        self._chain = chain
        self._counted: dict[str, tuple[int, int]] = {}

    def __call__(self) -> list[MonthOfData]:
        """Return the months, the latest first."""
        return [month for state in self._chain.months() if (month := self._month(state))]

    def find(self, first_day: date) -> MonthOfData | None:
        """Return one month; None where nothing was ever published of it."""
        wanted = f"{first_day:%Y-%m}"
        return next((self._month(each) for each in self._chain.months() if each.month == wanted), None)

    def _month(self, state: MonthState) -> MonthOfData | None:
        first_day = month_of(state.month)
        if first_day is None:
            return None
        version, cases = self._counted.get(state.month, (0, 0))
        if version != state.version:
            cases = self._stream.count(begins(first_day), begins(next_month(first_day)))
            self._counted[state.month] = (state.version, cases)
        return MonthOfData(first_day, state.version, state.changed_at, cases)
