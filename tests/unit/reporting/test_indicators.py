"""The formulas, with the arithmetic done by hand beside them, and the checks that tables add up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from services.reporting.domain.cross_foot import row_faults, table_faults, trend_faults
from services.reporting.domain.indicators import Tally, percent

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
    assert trend_faults([october, MONTH], replace(MONTH, received=50, carried_over=0)) == []
    assert "carried_over = open of the month before" in trend_faults([MONTH, MONTH], MONTH)
