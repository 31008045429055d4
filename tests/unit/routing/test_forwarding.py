"""When cases go to agencies: CV 756's morning and noon word by word, the rest by symmetry, and what always holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.calendar import VIETNAM, WorkingCalendar
from services.routing.domain.forwarding import Forwarding
from services.routing.domain.working_time import is_working
from tests.unit.routing.calendars import HOLIDAYS, WORKING_DAYS, at

HOURS = WorkingCalendar(dict.fromkeys(range(5), ((420, 660), (780, 1020))), HOLIDAYS, WORKING_DAYS)
GIA_LAI = Forwarding(HOURS)


@pytest.mark.parametrize(
    ("came", "leaves"),
    [
        ("2026-11-23 07:00", None),  # the first minute of the morning goes at once
        ("2026-11-23 10:59", None),
        ("2026-11-23 11:00", "2026-11-23 13:00"),  # noon waits
        ("2026-11-23 12:59", "2026-11-23 13:00"),
        ("2026-11-23 13:00", None),
        ("2026-11-23 16:59", None),
        ("2026-11-23 17:00", "2026-11-25 07:00"),  # the 24th is the day of Vietnamese culture, a holiday since 2026
        ("2026-11-25 22:59", "2026-11-26 07:00"),  # the evening waits for the morning
        ("2026-11-26 03:00", "2026-11-26 07:00"),  # the night too
        ("2026-11-27 17:30", "2026-11-30 07:00"),  # Friday evening waits for Monday
        ("2026-08-22 09:00", None),  # a Saturday that is worked for a Monday off
        ("2026-02-13 18:00", "2026-02-23 07:00"),  # the evening before Tết
    ],
)
def test_a_case_leaves_at_once_or_when_the_hours_next_begin(came: str, leaves: str | None) -> None:
    released = GIA_LAI.release_at(at(came), "normal")
    assert released == (at(leaves) if leaves else None)


def test_the_moment_is_told_in_utc() -> None:
    assert GIA_LAI.release_at(at("2026-11-23 11:30"), "normal") == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("came", ["2026-11-23 11:30", "2026-11-23 23:30", "2026-02-17 00:00"])
def test_an_urgent_case_never_waits(came: str) -> None:
    assert GIA_LAI.release_at(at(came), "urgent") is None


def test_without_hours_nothing_waits() -> None:
    assert Forwarding(None).release_at(at("2026-02-17 00:00"), "normal") is None


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 20), timezones=st.just(VIETNAM))  # noqa: DTZ001


@given(now=moments, urgency=st.sampled_from(("normal", "complex")))
def test_a_case_is_held_outside_the_hours_only_and_until_their_first_minute(now: datetime, urgency: str) -> None:
    release = GIA_LAI.release_at(now, urgency)
    assert (release is None) == is_working(HOURS, now)
    if release:
        assert now < release
        assert is_working(HOURS, release)
        assert not is_working(HOURS, release - timedelta(minutes=1))


@given(one=moments, other=moments)
def test_who_came_first_never_leaves_later(one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    leaves = [GIA_LAI.release_at(came, "normal") or came for came in (first, second)]
    assert leaves[0] <= leaves[1]
