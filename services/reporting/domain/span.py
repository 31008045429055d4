"""Spans of time that figures are asked for: a month, a quarter, half a year, a year, or days from and to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.reporting.domain.period import FIRST_YEAR, LAST_YEAR, LOCAL, Month, MonthCut, Period
from services.reporting.domain.words import Words

_SPAN = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")
#: The longest span of days that may be asked for: ten years.
MOST_DAYS = 3660


class NotASpan(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The text does not name a span as `2026-11`, `2026-Q4`, `2026-H2` or `2026` does, or the days are turned round."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its name: `text` for programs and addresses, `words` for people.

    `before` is the text of the span of the same kind before it, which a trend compares with.
    """

    text: str
    period: Period
    words: Words
    before: str


def read_span(text: str, cut: MonthCut) -> Span:
    """Return what `2026-11`, `2026-Q4`, `2026-H2`, `2026` or `2026-11-01..2026-11-15` names.

    Months end where `cut` says, and so do quarters and years; days are whole local days, both included. Raises
    `NotASpan`, also for years outside 2000–2199.
    """
    if ".." in text:
        return _days(*text.split("..", 1))
    found = _SPAN.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise NotASpan(text)
    year, month, quarter, half = int(found[1]), found[2], found[3], found[4]
    if month:
        return _month(Month(year, int(month)), cut)
    if quarter:
        return _quarter(year, int(quarter), cut)
    return _half(year, int(half), cut) if half else _year(year, cut)


def days_between(first: date, last: date) -> Span:
    """Return the span of local days, both included. Raises `NotASpan` where they are turned round or too many."""
    count = (last - first).days + 1
    if not 1 <= count <= MOST_DAYS or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise NotASpan(f"{first}..{last}")
    earlier = first - timedelta(days=count)
    words = Words(f"{first:%d/%m/%Y} – {last:%d/%m/%Y}", f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")
    period = Period(_midnight(first), _midnight(last + timedelta(days=1)))
    return Span(f"{first}..{last}", period, words, f"{earlier}..{first - timedelta(days=1)}")


def _days(first: str, last: str) -> Span:
    try:
        return days_between(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise NotASpan(f"{first}..{last}") from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LOCAL).astimezone(UTC)


def _months(first: Month, count: int, cut: MonthCut) -> Period:
    return Period(cut.period(first).start, cut.period(first.plus(count - 1)).end)


def _month(month: Month, cut: MonthCut) -> Span:
    spoken = f"{month.number:02d}/{month.year}"
    words = Words(f"Tháng {spoken}", f"Month {spoken}")
    return Span(str(month), _months(month, 1, cut), words, str(month.plus(-1)))


def _quarter(year: int, number: int, cut: MonthCut) -> Span:
    before = f"{year - 1}-Q4" if number == 1 else f"{year}-Q{number - 1}"
    words = Words(f"Quý {_ROMAN[number - 1]} năm {year}", f"Quarter {number} of {year}")
    return Span(f"{year}-Q{number}", _months(Month(year, 3 * number - 2), 3, cut), words, before)


def _half(year: int, number: int, cut: MonthCut) -> Span:
    before = f"{year - 1}-H2" if number == 1 else f"{year}-H1"
    words = Words(("6 tháng đầu năm", "6 tháng cuối năm")[number - 1] + f" {year}", f"Half {number} of {year}")
    return Span(f"{year}-H{number}", _months(Month(year, 6 * number - 5), 6, cut), words, before)


def _year(year: int, cut: MonthCut) -> Span:
    return Span(f"{year}", _months(Month(year, 1), 12, cut), Words(f"Năm {year}", f"Year {year}"), f"{year - 1}")
