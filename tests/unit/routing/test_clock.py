"""An assignment's clock: it stands still and runs on without losing a second, and nobody forgets the first due time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.routing.domain.assignment import Assignment
from services.routing.domain.clock import moved, paused, resumed
from services.routing.domain.escalation import DUE_SOON, OVERDUE, THREE_TIMES, TWICE, ladder, next_step
from services.routing.domain.limits import Limits
from services.routing.domain.working_time import (
    add_working_minutes,
    is_working,
    last_worked,
    working_minutes_between,
    working_time_before,
    working_time_between,
)
from tests.unit.routing.calendars import OFFICE, at
from tests.unit.routing.test_working_time import CALENDARS, MINUTES, MOMENTS


def assignment(start: datetime, minutes: int, calendar: Any = OFFICE) -> Assignment:
    return Assignment(
        number=1,
        agency="so-xay-dung",
        agency_name="Sở Xây dựng",
        routed_at=start,
        due_at=add_working_minutes(calendar, start, minutes).astimezone(UTC),
        due_reason_vi="",
        due_reason_en="",
        rule="r",
        trace=(),
        triage=False,
        shares_contact=False,
        minutes=minutes,
    )


@pytest.mark.parametrize(
    ("stopped", "went_on", "due"),
    [
        ("2026-11-23 08:00", "2026-11-23 10:00", "2026-11-23 15:30"),  # 3.5 hours are left: until 11:30, and two more
        ("2026-11-23 08:00", "2026-11-23 20:00", "2026-11-25 11:00"),  # until the evening before a holiday
        ("2026-11-23 12:00", "2026-11-23 13:00", "2026-11-23 11:30"),  # it had run out before it was stopped
        ("2026-11-21 08:00", "2026-11-22 08:00", "2026-11-23 11:30"),  # nobody works at the weekend anyway
    ],
)
def test_what_was_left_when_it_stopped_is_left_when_it_goes_on(stopped: str, went_on: str, due: str) -> None:
    four_hours = assignment(at("2026-11-23 07:30"), 240)
    after = resumed(paused(four_hours, at(stopped)), at(went_on), OFFICE)
    assert after.due_at == at(due)
    assert after.paused_at is None
    assert after.first_due_at == at("2026-11-23 11:30")


@settings(deadline=None)  # some calendars open an hour a week: years are searched
@given(
    CALENDARS,
    MOMENTS,
    MINUTES,
    st.timedeltas(timedelta(), timedelta(days=30)),
    st.timedeltas(timedelta(), timedelta(days=30)),
)
def test_a_pause_adds_exactly_the_working_time_that_was_paused(
    calendar: Any, start: datetime, minutes: int, before: timedelta, length: timedelta
) -> None:
    whole = assignment(start, minutes, calendar)
    stopped, went_on = start + before, start + before + length
    assume(working_time_between(calendar, stopped, whole.due_at) > timedelta())
    after = resumed(paused(whole, stopped), went_on, calendar)
    assert working_time_between(calendar, went_on, after.due_at) == working_time_between(
        calendar, stopped, whole.due_at
    )
    assert after.due_at >= whole.due_at
    assert is_working(calendar, after.due_at - timedelta(microseconds=1))


@settings(deadline=None)
@given(CALENDARS, MOMENTS, MINUTES, st.lists(st.integers(0, 6 * 1440), min_size=2, max_size=4))
def test_two_pauses_add_up(calendar: Any, start: datetime, minutes: int, steps: list[int]) -> None:
    whole = assignment(start, minutes, calendar)
    at_, clock, lost = start, whole, timedelta()
    for first, second in zip(steps[0::2], steps[1::2], strict=False):
        stopped = at_ + timedelta(minutes=first)
        assume(working_time_between(calendar, stopped, clock.due_at) > timedelta())
        at_ = stopped + timedelta(minutes=second)
        lost += working_time_between(calendar, stopped, at_)
        clock = resumed(paused(clock, stopped), at_, calendar)
    worked = working_time_between(calendar, start, clock.due_at)
    assert worked == timedelta(minutes=minutes) + lost


@settings(deadline=None)
@given(CALENDARS, MOMENTS, MINUTES)
def test_counting_back_from_the_end_gives_the_beginning_of_the_work(
    calendar: Any, start: datetime, minutes: int
) -> None:
    due = add_working_minutes(calendar, start, minutes)
    begun = working_time_before(calendar, due, timedelta(minutes=minutes))
    assert working_minutes_between(calendar, begun, due) == minutes
    assert is_working(calendar, begun)


@pytest.mark.parametrize(
    ("moment", "worked"),
    [
        ("2026-11-23 09:15", "2026-11-23 09:15"),
        ("2026-11-23 07:30", "2026-11-20 17:00"),  # the opening moment: nobody has worked up to it
        ("2026-11-23 11:30", "2026-11-23 11:30"),  # the closing moment
        ("2026-11-23 12:00", "2026-11-23 11:30"),
        ("2026-11-24 10:00", "2026-11-23 17:00"),  # a holiday
        ("2026-02-18 12:00", "2026-02-13 17:00"),  # Tết
        ("2026-08-23 08:00", "2026-08-22 17:00"),  # the Saturday that was swapped
    ],
)
def test_somebody_worked_up_to_this_moment(moment: str, worked: str) -> None:
    assert last_worked(OFFICE, at(moment)) == at(worked)


@settings(deadline=None)
@given(CALENDARS, MOMENTS)
def test_nothing_is_worked_between_the_last_worked_moment_and_now(calendar: Any, moment: datetime) -> None:
    worked = last_worked(calendar, moment)
    assert worked <= moment
    assert working_time_between(calendar, worked, moment) == timedelta()
    assert is_working(calendar, worked - timedelta(microseconds=1))


def test_more_time_never_changes_what_statistics_count_by() -> None:
    once = moved(assignment(at("2026-11-23 07:30"), 240), at("2026-11-25 11:30"))
    twice = moved(once, at("2026-11-26 11:30"))
    assert (twice.due_at, twice.first_due_at) == (at("2026-11-26 11:30"), at("2026-11-23 11:30"))


def test_the_ladder_warns_then_counts_once_twice_three_times_the_allowed_time() -> None:
    day = assignment(at("2026-11-25 07:30"), 450)  # Wednesday, one working day
    assert list(ladder(day, Limits(), OFFICE)) == [
        (DUE_SOON, at("2026-11-25 15:07").replace(second=30)),  # a quarter of 450 minutes before
        (OVERDUE, at("2026-11-25 17:00")),
        (TWICE, at("2026-11-26 17:00")),
        (THREE_TIMES, at("2026-11-27 17:00")),
    ]


def test_a_clock_that_stands_still_warns_nobody() -> None:
    day = assignment(at("2026-11-25 07:30"), 450)
    assert next_step(paused(day, at("2026-11-25 08:00")), Limits(), OFFICE) is None


@settings(deadline=None)
@given(MOMENTS, MINUTES)
def test_the_steps_of_the_ladder_never_fall_together(start: datetime, minutes: int) -> None:
    steps = [moment for _, moment in ladder(assignment(start, minutes), Limits(), OFFICE)]
    assert steps == sorted(set(steps))
