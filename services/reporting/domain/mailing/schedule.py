"""When a subscription is due, and about which span of time its report is then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.reporting.domain.mailing.subscription import Every, Subscription
from services.reporting.domain.period import LOCAL, MonthCut
from services.reporting.domain.span import Span, days_between, read_span

#: What could not be sent for so long, because everything was away, is not news any more: the next one is.
LATEST = timedelta(days=3)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is to be sent since `at` (UTC), about `span`."""

    at: datetime
    span: Span


def due(subscription: Subscription, now: datetime, cut: MonthCut) -> Due | None:
    """Return the latest report that is due, or None: before the first, and once it is too late for it.

    It is the same from its moment until the next one's, whoever asks: that is what makes it be sent once.
    """
    at = _latest_moment(subscription, now)
    if at < subscription.begins_at or now - at > LATEST:
        return None
    return Due(at, _span(subscription.every, at, cut))


def _latest_moment(subscription: Subscription, now: datetime) -> datetime:
    """Return the last moment at which the subscription was, or is, due."""
    day = now.astimezone(LOCAL).date()
    while not _is_on(subscription, day) or _moment(day, subscription.hour) > now:
        day -= DAY
    return _moment(day, subscription.hour)


def _is_on(subscription: Subscription, day: date) -> bool:
    if subscription.every is Every.WEEK:
        return day.isoweekday() == subscription.on
    return subscription.every is Every.DAY or day.day == subscription.on


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LOCAL).astimezone(UTC)


def _span(every: Every, at: datetime, cut: MonthCut) -> Span:
    """Return the last span of its kind that was over."""
    today = at.astimezone(LOCAL).date()
    if every is Every.DAY:
        return days_between(today - DAY, today - DAY)
    if every is Every.WEEK:
        monday = today - timedelta(days=today.weekday())
        return days_between(monday - WEEK, monday - DAY)
    return read_span(str(cut.month_of(at).plus(-1)), cut)
