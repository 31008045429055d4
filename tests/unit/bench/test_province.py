"""The invented province is always the same, whatever part of it is asked for, and looks like one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bench.portal_fill import case_of
from bench.province import lives
from bench.province.shape import SPAN
from services.publish.domain.public_case import public_case

END = datetime(2026, 11, 24, tzinfo=UTC)
COUNT = 100_000


def test_a_case_is_the_same_in_whatever_part_it_is_asked_for() -> None:
    whole = list(lives(range(500, 520), COUNT, END))
    assert [*lives(range(500, 507), COUNT, END), *lives(range(507, 520), COUNT, END)] == whole
    assert whole != list(lives(range(500, 520), COUNT, END, seed=7))


def test_cases_come_one_after_the_other_within_the_span_by_day_more_than_by_night() -> None:
    some = list(lives(range(0, COUNT, 97), COUNT, END))
    assert all(first.received_at <= second.received_at for first, second in pairwise(some))
    assert some[0].received_at >= END - SPAN and some[-1].received_at <= END
    hours = [(each.received_at + timedelta(hours=7)).hour for each in some]
    assert sum(8 <= hour < 12 for hour in hours) > 10 * sum(hour < 5 for hour in hours)


def test_cases_belong_to_the_map_of_their_day_and_most_are_answered_on_time() -> None:
    some = list(lives(range(0, COUNT, 97), COUNT, END))
    merged = datetime(2025, 7, 1, tzinfo=UTC) - timedelta(hours=7)
    assert {each.place.code.startswith("2021-") for each in some if each.received_at < merged} == {True}
    assert {each.place.code.startswith("2021-") for each in some if each.received_at >= merged} == {False}
    assert 0.85 < sum(each.on_time for each in some) / len(some) < 0.96


def test_what_was_answered_is_public_and_the_rest_is_open() -> None:
    last = list(lives(range(COUNT - 400, COUNT), COUNT, END))
    public = [public_case(case_of(life, END)) is not None for life in last]
    assert public == [life.answered_at < END for life in last]
    assert any(public) and not all(public)
