"""Arithmetic on working time. Datetimes in are aware, datetimes out are in the calendar's zone.

An interval is open from its opening (included) to its closing (excluded); a period of work may *end* exactly at a
closing: 30 minutes from 16:30 are over at 17:00, not at 07:30 the next morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from services.routing.domain.calendar import WorkingCalendar

MINUTE = timedelta(minutes=1)
#: No real run of days off comes near this; a calendar that does is broken.
LONGEST_SEARCH_DAYS = 5 * 366


class NoWorkingTime(ValueError):  # noqa: N818 - says what is missing
    """The calendar has no working time within five years."""


def is_working(calendar: WorkingCalendar, at: datetime) -> bool:
    """Return whether `at` is in working time: the opening moment is, the closing moment is not."""
    local = calendar.local(at)
    return any(opening <= local < closing for opening, closing in calendar.spans(local.date()))


def next_opening(calendar: WorkingCalendar, at: datetime) -> datetime:
    """Return `at` itself in working time, else the next moment somebody starts to work. Raises `NoWorkingTime`."""
    opening, _ = next(_spans_from(calendar, calendar.local(at)))
    return opening


def add_working_minutes(calendar: WorkingCalendar, start: datetime, minutes: int) -> datetime:
    """Return the moment when `minutes` (at least 1) of working time have passed since `start`.

    Raises ValueError for fewer than 1 minute, `NoWorkingTime` where the calendar runs dry.
    """
    if minutes < 1:
        raise ValueError("working minutes must be at least 1")
    return add_working_time(calendar, start, minutes * MINUTE)


def add_working_time(calendar: WorkingCalendar, start: datetime, time: timedelta) -> datetime:
    """Return the moment when `time` (more than nothing) of working time has passed since `start`.

    Raises ValueError for nothing or less, `NoWorkingTime` where the calendar runs dry.
    """
    if time <= timedelta():
        raise ValueError("working time must be more than nothing")
    left = time
    for opening, closing in _spans_from(calendar, calendar.local(start)):
        if left <= closing - opening:
            return opening + left
        left -= closing - opening
    raise NoWorkingTime


def working_minutes_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> int:
    """Return the whole working minutes from `start` to `end`; negative when `end` is the earlier one."""
    if end < start:
        return -working_minutes_between(calendar, end, start)
    return working_time_between(calendar, start, end) // MINUTE


def working_time_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """Return the working time from `start` to `end`, exactly; nothing when `end` is the earlier one."""
    worked, last = timedelta(), calendar.local(end)
    for day in _days(calendar.local(start).date(), last.date()):
        for opening, closing in calendar.spans(day):
            worked += max(min(closing, last) - max(opening, start), timedelta())
    return worked


def working_time_before(calendar: WorkingCalendar, end: datetime, time: timedelta) -> datetime:
    """Return the latest moment from which `time` of working time passes until `end`.

    Raises ValueError for nothing or less, `NoWorkingTime` where the calendar runs dry.
    """
    if time <= timedelta():
        raise ValueError("working time must be more than nothing")
    left = time
    for opening, closing in _spans_back(calendar, calendar.local(end)):
        if left <= closing - opening:
            return closing - left
        left -= closing - opening
    raise NoWorkingTime


def last_worked(calendar: WorkingCalendar, at: datetime) -> datetime:
    """Return `at` itself where somebody works up to it, else the closing before. Raises `NoWorkingTime`."""
    _, closing = next(_spans_back(calendar, calendar.local(at)))
    return closing


def _spans_from(calendar: WorkingCalendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield working intervals after `start`, the first cut to begin no earlier. Raises `NoWorkingTime` at the end."""
    searched = 0
    day = start.date()
    while searched < LONGEST_SEARCH_DAYS:
        spans = [(max(opening, start), closing) for opening, closing in calendar.spans(day) if closing > start]
        yield from spans
        searched = 0 if spans else searched + 1
        day += timedelta(days=1)
    raise NoWorkingTime


def _spans_back(calendar: WorkingCalendar, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield working intervals before `end`, latest first, the first cut to end no later. Raises `NoWorkingTime`."""
    searched = 0
    day = end.date()
    while searched < LONGEST_SEARCH_DAYS:
        spans = [(opening, min(closing, end)) for opening, closing in calendar.spans(day) if opening < end]
        yield from reversed(spans)
        searched = 0 if spans else searched + 1
        day -= timedelta(days=1)
    raise NoWorkingTime


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
