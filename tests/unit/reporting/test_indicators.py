"""The formulas, with the arithmetic done by hand beside them, and the checks that tables add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.counting import Question, count
from services.reporting.domain.cross_foot import row_faults, table_faults, trend_faults
from services.reporting.domain.facts import Answered, Assignment, CaseFacts, Received, Routed, Stamp
from services.reporting.domain.indicators import Tally, percent, span
from services.reporting.domain.period import Month, MonthCut, Period
from tests.unit.reporting.histories import hours

# 40 received + 10 carried over = 50 to handle = 35 handled (30 on time, 5 late) + 15 open (3 + 2 + 10).
MONTH = Tally(
    received=40, carried_over=10, handled_on_time=30, handled_late=5, overdue=3, due_soon=2, not_due=10, not_accepted=4,
    referred=2, referred_on_time=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        # Cần xử lý = 40 + 10.
        ("to_handle", 50),
        # Đã xử lý = 30 + 5.
        ("handled", 35),
        # Đang xử lý = 3 + 2 + 10.
        ("open", 15),
        # Tỉ lệ trễ = (3 trễ đang xử lý + 5 trễ đã xử lý) / 50.
        ("late_percent", Decimal("16.0")),
        # Đúng hạn = 100 − 16.
        ("on_time_percent", Decimal("84.0")),
        # QĐ 766: 30 on time − 1 passed on, of 50 − 2 passed on: 29 / 48 = 60.416… %.
        ("qd766_on_time_percent", Decimal("60.4")),
    ],
)
def test_a_figure_follows_its_formula(figure: str, value: object) -> None:
    assert getattr(MONTH, figure) == value


def test_where_nothing_was_to_handle_there_is_no_rate() -> None:
    nothing = Tally()
    assert (nothing.late_percent, nothing.on_time_percent, nothing.qd766_on_time_percent) == (None, None, None)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # Halves go up, as people round, not to the even neighbour.
        (1, 800, "0.1"),
        # 2 of 3.
        (2, 3, "66.7"),
        # All.
        (7, 7, "100.0"),
        # None of some.
        (0, 7, "0.0"),
    ],
)
def test_percentages_have_one_decimal(part: int, whole: int, expected: str) -> None:
    assert str(percent(part, whole)) == expected


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        # One case was counted as open and as handled.
        ({"overdue": 4}, "to_handle = handled + open"),
        # More unaccepted than open ones.
        ({"not_accepted": 16}, "not_accepted <= open"),
        # More passed on than handled.
        ({"referred": 36}, "referred <= handled"),
        # More passed on in time than handled in time.
        ({"referred_on_time": 31}, "referred_on_time <= handled_on_time"),
    ],
)
def test_a_row_that_does_not_add_up_is_named(change: dict[str, int], fault: str) -> None:
    assert row_faults(MONTH) == []
    assert fault in row_faults(replace(MONTH, **change))


def test_a_total_that_is_not_the_sum_of_its_rows_is_named() -> None:
    assert table_faults([MONTH, MONTH], MONTH + MONTH) == []
    assert table_faults([MONTH], MONTH + MONTH) == ["sum of rows = total"]


def test_a_month_that_does_not_begin_with_what_the_last_left_open_is_named() -> None:
    october = Tally(received=10, not_due=10)
    assert trend_faults([october, MONTH]) == []
    assert trend_faults([MONTH, MONTH]) == ["carried_over = open of the month before"]


def test_months_in_a_row_are_one_period() -> None:
    october = Tally(received=30, carried_over=5, handled_on_time=20, handled_late=5, not_due=10, not_accepted=10)
    both = span([october, MONTH])
    # 30 + 40 received, 5 carried into October, 25 + 35 handled, 15 open at the end of November.
    assert (both.received, both.carried_over, both.handled, both.open, both.not_accepted) == (70, 5, 60, 15, 4)
    assert row_faults(both) == []


@given(st.lists(st.tuples(hours, st.integers(1, 900), st.booleans()), max_size=15), st.sampled_from((0, 24)))
def test_the_span_of_months_is_what_counting_the_whole_time_gives(
    lives: list[tuple[Any, int, bool]], soon: int
) -> None:
    """Cases live as they do in reality: answered, if at all, after they were received."""
    sheets = [life(number, *each) for number, each in enumerate(lives)]
    periods = [MonthCut().period(Month(2026, number)) for number in (9, 10, 11, 12)]
    whole = Period(periods[0].start, periods[-1].end)
    months = [total(sheets, period, soon) for period in periods]
    assert span(months) == total(sheets, whole, soon)
    assert trend_faults(months) == []


def life(number: int, received_at: Any, lasted: int, answered: bool) -> CaseFacts:
    """Return a case answered `lasted` hours after it was received, or not at all."""
    stamp = Stamp(received_at, "1")
    at = received_at + timedelta(hours=lasted)
    return CaseFacts(
        str(number),
        Received(stamp, received_at, "web", None, None, "normal", "report"),
        {1: Assignment(Routed(stamp, received_at, "so-y-te", received_at + timedelta(hours=100), None, False))},
        Answered(stamp, at, "so-y-te", lasted <= 100, "fixed") if answered else None,
    )


def total(sheets: list[CaseFacts], period: Period, soon: int) -> Tally:
    """Return the tally of all cases in a period."""
    return sum(count(sheets, Question(period, period.end, timedelta(hours=soon))).values(), Tally())
