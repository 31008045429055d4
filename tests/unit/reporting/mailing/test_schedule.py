"""When which report is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.schedule import LATEST, due
from services.reporting.domain.mailing.subscription import LAST_DAY_OF, Every, Form, Subscription
from services.reporting.domain.period import MonthCut
from tests.unit.reporting.builders import local

CUT = MonthCut()
EVER_SINCE = local("2026-01-01 00:00")


def wants(every: Every, on: int = 1, hour: int = 7) -> Subscription:
    """Return a subscription made long ago."""
    return Subscription(
        id="s", address="lanh-dao@example.org", tables=(TableName.UNIT,), forms=(Form.XLSX,), every=every, on=on,
        hour=hour, begins_at=EVER_SINCE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("every", "on", "now", "at", "span"),
    [
        # Every morning: about yesterday.
        (Every.DAY, 1, "2026-11-24 07:00", "2026-11-24 07:00", "2026-11-23..2026-11-23"),
        (Every.DAY, 1, "2026-11-24 06:59", "2026-11-23 07:00", "2026-11-22..2026-11-22"),
        # Mondays (23/11/2026 is one): about the week from Monday to Sunday before.
        (Every.WEEK, 1, "2026-11-23 07:00", "2026-11-23 07:00", "2026-11-16..2026-11-22"),
        (Every.WEEK, 1, "2026-11-25 12:00", "2026-11-23 07:00", "2026-11-16..2026-11-22"),
        # On Fridays too the last whole week is the one before.
        (Every.WEEK, 5, "2026-11-27 08:00", "2026-11-27 07:00", "2026-11-16..2026-11-22"),
        # On the 1st: about the month before, also across a year.
        (Every.MONTH, 1, "2026-12-01 07:00", "2026-12-01 07:00", "2026-11"),
        (Every.MONTH, 1, "2027-01-02 09:00", "2027-01-01 07:00", "2026-12"),
        # On the 5th too: November is only just over.
        (Every.MONTH, 5, "2026-12-05 07:30", "2026-12-05 07:00", "2026-11"),
    ],
)
def test_a_report_is_about_the_last_span_that_was_over(every: Every, on: int, now: str, at: str, span: str) -> None:
    found = due(wants(every, on), local(now), CUT)
    assert found is not None
    assert (found.at, found.span.text) == (local(at), span)


@pytest.mark.parametrize(("day", "span"), [(24, "2026-10"), (25, "2026-11")])
def test_months_end_where_the_province_cuts_them(day: int, span: str) -> None:
    found = due(wants(Every.MONTH, day, hour=12), local(f"2026-11-{day} 12:00"), MonthCut(25, time(12)))
    assert found is not None
    assert found.span.text == span


def test_what_was_due_before_somebody_subscribed_is_not_sent() -> None:
    made = replace(wants(Every.DAY), begins_at=local("2026-11-24 07:30"))
    assert due(made, local("2026-11-24 08:00"), CUT) is None
    assert due(made, local("2026-11-25 07:00"), CUT) is not None


def test_what_could_not_be_sent_for_days_waits_for_the_next() -> None:
    monthly = wants(Every.MONTH)
    assert due(monthly, local("2026-12-04 07:00"), CUT) is not None
    assert due(monthly, local("2026-12-04 07:01"), CUT) is None


moments = st.integers(0, 366 * 24 * 60).map(lambda minutes: EVER_SINCE + timedelta(days=60, minutes=minutes))


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    """Return any subscription."""
    every = draw(st.sampled_from(Every))
    return wants(every, draw(st.integers(1, LAST_DAY_OF[every])), draw(st.integers(0, 23)))


@given(subscriptions(), moments)
def test_no_report_tells_of_a_span_that_is_not_over(subscription: Subscription, now: datetime) -> None:
    found = due(subscription, now, CUT)
    if found:
        assert found.span.period.end <= found.at <= now <= found.at + LATEST


@given(subscriptions(), moments, st.integers(0, 59))
def test_whoever_asks_until_the_next_one_is_due_hears_the_same(
    subscription: Subscription, now: datetime, minutes: int
) -> None:
    found, later = due(subscription, now, CUT), due(subscription, now + timedelta(minutes=minutes), CUT)
    if found and later and later.at == found.at:
        assert later == found


@given(subscriptions(), moments)
def test_a_daily_report_is_due_every_day_a_weekly_every_week_a_monthly_every_month(
    subscription: Subscription, now: datetime
) -> None:
    step = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31}[subscription.every]
    asked = [now + timedelta(hours=hours) for hours in range(step * 24 + 1)]
    assert len({found.span.text for moment in asked if (found := due(subscription, moment, CUT))}) >= 1
