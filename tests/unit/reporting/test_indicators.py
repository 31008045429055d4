"""The formulas, with the arithmetic done by hand beside them, and the checks that tables add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.reporting.domain.counting import count
from services.reporting.domain.cross_foot import row_faults, table_faults, trend_faults
from services.reporting.domain.indicators import Tally, added_up, percent
from services.reporting.domain.period import Month, MonthCut, Period
from services.reporting.domain.question import Question
from services.reporting.domain.sheet import CaseFacts
from services.reporting.usecases.record_facts import facts_of, merged
from tests.unit.reporting.histories import wild

# 40 received + 8 carried over + 2 reopened = 50 to handle = 34 handled (30 on time, 4 late) + 1 withdrawn + 15 open
# (3 + 2 + 10). Of those handled 2 were passed on, one of them late; 9 citizens said something, 2 of them complained.
MONTH = Tally(
    received=40, carried_over=8, reopened=2, handled_on_time=30, handled_late=4, withdrawn=1, overdue=3, due_soon=2,
    not_due=10, not_accepted=4, referred=2, referred_on_time=1, in_first_time=17, satisfied=5, acceptable=2,
    unsatisfied=2, discontent=8, published=20, withheld=4,
)  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        # Cần xử lý = 40 + 8 + 2.
        ("to_handle", 50),
        # Đã xử lý = 30 + 4.
        ("handled", 34),
        # Đang xử lý = 3 + 2 + 10.
        ("open", 15),
        # Tỉ lệ trễ = (3 trễ đang xử lý + 4 trễ đã xử lý) / 50.
        ("late_percent", Decimal("14.0")),
        # Đúng hạn = 100 − 14.
        ("on_time_percent", Decimal("86.0")),
        # QĐ 766: 30 on time − 1 passed on, of 50 − 2 passed on − 1 withdrawn: 29 / 47 = 61.702… %.
        ("qd766_on_time_percent", Decimal("61.7")),
        # QĐ 766: of 34 − 2 handled within competence + 3 overdue, all but 8: 27 / 35 = 77.142… %.
        ("qd766_satisfied_percent", Decimal("77.1")),
        # 17 of 34 by the first due time.
        ("first_time_percent", Decimal("50.0")),
        # 5 + 2 of the 9 who said anything: 77.777… %.
        ("satisfied_percent", Decimal("77.8")),
        # 34 − 9 said nothing.
        ("unrated", 25),
        # 34 − 20 − 4 nobody decided about.
        ("undecided", 10),
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
        ({"overdue": 4}, "to_handle = handled + withdrawn + open"),
        # More unaccepted than open ones.
        ({"not_accepted": 16}, "not_accepted <= open"),
        # More passed on than handled.
        ({"referred": 36}, "referred <= handled"),
        # More in the first time than at all.
        ({"in_first_time": 35}, "in_first_time <= handled"),
        # More waiting than open.
        ({"waiting": 16}, "waiting <= open"),
        # More opinions than answers.
        ({"satisfied": 31}, "satisfied + acceptable + unsatisfied <= handled"),
        # More decisions about publication than answers.
        ({"published": 31}, "published + withheld <= handled"),
        # A late case that nobody counts as not content.
        ({"discontent": 4}, "handled_late + overdue <= discontent + referred"),
        # More who are not content than there are cases.
        ({"discontent": 38}, "discontent <= handled + overdue"),
        # Twice without once.
        ({"returned_twice": 1}, "returned_twice <= returned_once"),
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
    october = Tally(received=8, not_due=8)
    assert trend_faults([october, MONTH]) == []
    assert trend_faults([MONTH, MONTH]) == ["carried_over = open of the month before"]


@settings(deadline=None)
@given(wild, st.sampled_from((0, 24)))
def test_whatever_happens_tables_of_it_add_up(events: list[Event], soon: int) -> None:
    sheets = merged(facts_of(event) for event in events)
    periods = [MonthCut(25).period(Month(2026, number)) for number in (9, 10, 11, 12)]
    months = [total(sheets, period, soon) for period in periods]
    assert trend_faults(months) == []
    assert row_faults(total(sheets, Period(periods[0].start, periods[-1].end), soon)) == []
    assert added_up(months).received == len([sheet for sheet in sheets if sheet.received])


def total(sheets: list[CaseFacts], period: Period, soon: int) -> Tally:
    """Return the tally of all cases in a period."""
    return count(sheets, Question(period, period.end, timedelta(hours=soon)), ()).total.tally
