"""Working time: a table of cases that people argue about, and properties that hold for any calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.calendar import VIETNAM, DayOff, WorkingCalendar
from services.routing.domain.working_time import (
    NoWorkingTime,
    add_working_minutes,
    is_working,
    next_opening,
    working_minutes_between,
)
from tests.unit.routing.calendars import HOTLINE, OFFICE, OFFICE_DAY, ROUND_THE_CLOCK, at


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-23 08:00", 60, "2026-11-23 09:00"),  # Monday morning, within the interval
        ("2026-11-23 07:30", 240, "2026-11-23 11:30"),  # the whole morning ends exactly at the lunch break
        ("2026-11-23 07:30", 241, "2026-11-23 13:31"),  # one minute more falls behind the lunch break
        ("2026-11-23 11:00", 60, "2026-11-23 14:00"),  # the break is not working time
        ("2026-11-23 12:00", 30, "2026-11-23 14:00"),  # filed during the break: counts from 13:30
        ("2026-11-23 13:30", 210, "2026-11-23 17:00"),  # ends exactly at closing, not next morning
        ("2026-11-20 17:00", 1, "2026-11-23 07:31"),  # filed exactly at closing on Friday: counts from Monday's opening
        ("2026-11-20 16:59", 2, "2026-11-23 07:31"),  # one minute before closing, one after opening
        ("2026-11-23 05:00", 30, "2026-11-23 08:00"),  # before opening
        ("2026-11-23 23:30", 30, "2026-11-25 08:00"),  # Monday night before the holiday of 24/11: Wednesday
        ("2026-11-23 16:00", 120, "2026-11-25 08:30"),  # the holiday of 24/11 lies between
        ("2026-11-24 10:00", 30, "2026-11-25 08:00"),  # filed on the holiday itself
        ("2026-11-21 10:00", 30, "2026-11-23 08:00"),  # Saturday
        ("2026-11-22 23:59", 30, "2026-11-23 08:00"),  # Sunday night
        ("2026-08-21 16:30", 60, "2026-08-22 08:00"),  # Saturday 22/08 is worked, swapped for Monday 31/08
        ("2026-08-22 10:00", 60, "2026-08-22 11:00"),  # the swapped Saturday has a weekday's hours
        ("2026-08-28 16:30", 60, "2026-09-03 08:00"),  # weekend, swapped Monday, two days of national holiday
        ("2026-02-13 16:30", 60, "2026-02-23 08:00"),  # the Friday before Tết: nine days later
        ("2026-02-18 12:00", 450, "2026-02-23 17:00"),  # in the middle of Tết: all of the first working day
        ("2026-04-24 16:30", 90, "2026-04-28 08:30"),  # weekend plus the day off for Giỗ Tổ on a Sunday
        ("2026-04-29 16:30", 30, "2026-04-29 17:00"),  # the evening before a long weekend, just in time
        ("2026-04-29 16:30", 31, "2026-05-04 07:31"),  # and one minute too long: 30/04, 01/05, weekend
        ("2026-11-23 07:30", 450, "2026-11-23 17:00"),  # one whole working day
        ("2026-11-23 07:30", 1350, "2026-11-26 17:00"),  # three working days over the holiday
        ("2026-12-31 16:30", 60, "2027-01-01 08:00"),  # over the year's end, as far as this calendar knows holidays
    ],
)
def test_working_minutes_pass_only_while_people_work(start, minutes, due):
    assert add_working_minutes(OFFICE, at(start), minutes) == at(due)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-23 07:00", True),  # the opening moment
        ("2026-11-23 06:59", False),
        ("2026-11-23 22:59", True),
        ("2026-11-23 23:00", False),  # the closing moment
        ("2026-11-23 12:00", True),  # the hotline has no lunch break
        ("2026-11-24 12:00", False),  # holiday
        ("2026-11-21 12:00", False),  # Saturday
        ("2026-08-22 12:00", True),  # swapped Saturday
        ("2026-08-31 12:00", False),  # the Monday it was swapped for
    ],
)
def test_the_hotline_is_open_in_its_hours(moment, working):
    assert is_working(HOTLINE, at(moment)) is working


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),  # already open: now
        ("2026-11-23 11:30", "2026-11-23 13:30"),  # exactly at the break
        ("2026-11-23 17:00", "2026-11-25 07:30"),  # exactly at closing, before a holiday
        ("2026-02-14 00:00", "2026-02-23 07:30"),  # Tết
    ],
)
def test_the_next_opening_is_now_or_when_somebody_starts_to_work(moment, opening):
    assert next_opening(OFFICE, at(moment)) == at(opening)


def test_a_moment_in_utc_means_the_same_as_the_local_one():
    midnight_here = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert add_working_minutes(OFFICE, midnight_here, 30) == at("2026-11-23 08:00")


def test_minutes_are_counted_across_breaks_and_days_off():
    assert working_minutes_between(OFFICE, at("2026-11-23 11:00"), at("2026-11-25 08:00")) == 30 + 210 + 30


def test_counting_backwards_gives_the_negative():
    assert working_minutes_between(OFFICE, at("2026-11-23 09:00"), at("2026-11-23 08:00")) == -60


def test_days_off_have_a_reason():
    assert OFFICE.day_off(date(2026, 11, 24)) is DayOff.HOLIDAY
    assert OFFICE.day_off(date(2026, 11, 22)) is DayOff.WEEKEND
    assert OFFICE.day_off(date(2026, 8, 22)) is None


@pytest.mark.parametrize(
    "hours",
    [
        {},  # nobody ever works
        {0: ()},
        {0: ((600, 500),)},  # backwards
        {0: ((480, 720), (700, 900))},  # overlapping
        {0: ((480, 1441),)},  # past midnight
    ],
)
def test_impossible_hours_are_refused(hours):
    with pytest.raises(ValueError):
        WorkingCalendar(hours)


def test_a_calendar_that_never_opens_again_is_an_error_and_not_an_endless_search():
    closed = {date(2026, 1, 1) + timedelta(days=n): "đóng cửa" for n in range(6 * 366)}
    with pytest.raises(NoWorkingTime):
        add_working_minutes(WorkingCalendar({0: OFFICE_DAY}, closed), at("2026-01-05 08:00"), 1)


@pytest.mark.parametrize("minutes", [0, -5])
def test_no_minutes_at_all_is_a_mistake(minutes):
    with pytest.raises(ValueError):
        add_working_minutes(OFFICE, at("2026-11-23 08:00"), minutes)


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError):
        is_working(OFFICE, datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001


DAYS = st.dates(date(2025, 12, 1), date(2027, 3, 1))
MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1)).map(lambda moment: moment.replace(tzinfo=VIETNAM))  # noqa: DTZ001
MINUTES = st.integers(1, 6000)


@st.composite
def days_hours(draw):
    edges = draw(st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(sorted))
    return tuple(zip(edges[0::2], edges[1::2], strict=False))


@st.composite
def calendars(draw):
    hours = draw(st.dictionaries(st.integers(0, 6), days_hours(), min_size=1))
    holidays = draw(st.dictionaries(DAYS, st.just("lễ"), max_size=12))
    return WorkingCalendar(hours, holidays, draw(st.dictionaries(DAYS, st.just("làm bù"), max_size=4)))


CALENDARS = st.sampled_from([OFFICE, HOTLINE, ROUND_THE_CLOCK]) | calendars()


@given(CALENDARS, MOMENTS, MINUTES)
def test_measuring_what_was_added_gives_it_back(calendar, start, minutes):
    due = add_working_minutes(calendar, start, minutes)
    assert working_minutes_between(calendar, start, due) == minutes


@given(CALENDARS, MOMENTS, MINUTES)
def test_a_deadline_lies_in_working_time(calendar, start, minutes):
    due = add_working_minutes(calendar, start, minutes)
    assert is_working(calendar, due - timedelta(microseconds=1))


@given(CALENDARS, MOMENTS, MINUTES, MINUTES)
def test_adding_in_two_steps_is_adding_at_once(calendar, start, first, second):
    in_steps = add_working_minutes(calendar, add_working_minutes(calendar, start, first), second)
    assert in_steps == add_working_minutes(calendar, start, first + second)


@given(CALENDARS, MOMENTS, MOMENTS, MINUTES)
def test_who_starts_later_is_never_due_earlier(calendar, one, other, minutes):
    early, late = sorted((one, other))
    assert add_working_minutes(calendar, early, minutes) <= add_working_minutes(calendar, late, minutes)


@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_working_time_and_nothing_is_lost_before_it(calendar, start):
    opening = next_opening(calendar, start)
    assert is_working(calendar, opening)
    assert working_minutes_between(calendar, start, opening) == 0
