"""Reporting months: local time, and cut where the province cuts them."""

from datetime import UTC, datetime, time

import pytest

from services.reporting.domain.period import Month, MonthCut, NotAMonth, Period

CALENDAR = MonthCut()
SAIGON = MonthCut(25, time(12))


@pytest.mark.parametrize(
    ("cut", "month", "start", "end"),
    [
        # The calendar month begins at local midnight, which is 17:00 UTC of the day before.
        (CALENDAR, "2026-11", "2026-10-31T17:00", "2026-11-30T17:00"),
        # December ends with the year, local time.
        (CALENDAR, "2026-12", "2026-11-30T17:00", "2026-12-31T17:00"),
        # A leap February has 29 days.
        (CALENDAR, "2028-02", "2028-01-31T17:00", "2028-02-29T17:00"),
        # Thành phố Hồ Chí Minh reports from noon of the 25th to noon of the 25th.
        (SAIGON, "2026-11", "2026-10-25T05:00", "2026-11-25T05:00"),
        # January then begins in December of the year before.
        (SAIGON, "2027-01", "2026-12-25T05:00", "2027-01-25T05:00"),
        # Cut at the 15th, midnight: from the 15th to the 14th.
        (MonthCut(15), "2026-11", "2026-10-14T17:00", "2026-11-14T17:00"),
    ],
)
def test_a_month_runs_from_cut_to_cut_in_local_time(cut: MonthCut, month: str, start: str, end: str) -> None:
    period = cut.period(Month.parse(month))
    assert period == Period(datetime.fromisoformat(start + "Z"), datetime.fromisoformat(end + "Z"))


@pytest.mark.parametrize(
    ("cut", "moment", "month"),
    [
        # 23:59 local on the last of October is still October.
        (CALENDAR, "2026-10-31T16:59:59.999", "2026-10"),
        # Local midnight belongs to November.
        (CALENDAR, "2026-10-31T17:00", "2026-11"),
        # The last moment of the year.
        (CALENDAR, "2026-12-31T16:59", "2026-12"),
        # One minute before noon of the 25th is the running month.
        (SAIGON, "2026-11-25T04:59", "2026-11"),
        # Noon of the 25th is the next one.
        (SAIGON, "2026-11-25T05:00", "2026-12"),
    ],
)
def test_a_moment_falls_in_the_reporting_month_around_it(cut: MonthCut, moment: str, month: str) -> None:
    assert str(cut.month_of(datetime.fromisoformat(moment + "Z"))) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "26-11", "2026-1", "1999-12", "٢٠٢٦-١١", "2026-11 "]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(NotAMonth):
        Month.parse(text)


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert [str(Month(2027, 1).plus(step)) for step in (-13, -1, 0, 11, 12)] == [
        "2025-12", "2026-12", "2027-01", "2027-12", "2028-01",
    ]  # fmt: skip


@pytest.mark.parametrize("day", [0, 29, 31])
def test_a_cut_on_a_day_that_some_months_lack_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="1 to 28"):
        MonthCut(day)


def test_a_report_never_looks_beyond_its_period() -> None:
    period = CALENDAR.period(Month.parse("2026-11"))
    running, later = datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
    assert (period.seen_at(running), period.seen_at(later)) == (running, period.end)
