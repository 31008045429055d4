"""A forecast as it was issued: it is kept, so that what came can be held against what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.reporting.domain.forecast.backtest import Errors, backtest
from services.reporting.domain.forecast.day_kinds import WorkingCalendar
from services.reporting.domain.forecast.model import Model, fit
from services.reporting.domain.forecast.quarters import History

#: Calls to the telephone line; every other stream is a channel's cases.
CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Issued:
    """The model of a stream for the days from `day` on, and the errors it had in the weeks before.

    `model` is None where too few days are known; `days` is how many.
    """

    day: date
    stream: str
    days: int
    model: Model | None
    errors: Errors


def issue(day: date, stream: str, history: History, calendar: WorkingCalendar) -> Issued:
    """Return the forecast of a stream from what is known before `day`. Takes a second of computing."""
    known = sum(each < day for each in history)
    return Issued(day, stream, known, fit(history, calendar, day), backtest(history, calendar, day))
