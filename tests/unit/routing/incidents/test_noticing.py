"""A burst is noticed, and told from a busy day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.outbreak import Sign, Watch, bursts, is_unusual, usual
from tests.unit.routing.builders import NOON

POWER = Watch(slug="dien", name="Mất điện", categories=frozenset({"dien.*"}), cases=3, minutes=60, times=3)
PHONES = Watch(
    slug="mang", name="Mất mạng", categories=frozenset({"mang"}), cases=4, minutes=60, times=3, everywhere=True
)


def signs(count: int, category: str = "dien.ha-the", area: str | None = "a", minutes_ago: int = 10) -> list[Sign]:
    at = NOON - timedelta(minutes=minutes_ago)
    return [Sign(f"{category}-{area}-{minutes_ago}-{n}", category, area, at) for n in range(count)]


@pytest.mark.parametrize(
    ("came", "found"),
    [
        (signs(3), [("dien", "a", 3)]),
        (signs(2), []),
        (signs(2) + signs(1, minutes_ago=61), []),  # too long ago
        (signs(2) + signs(1, minutes_ago=60), [("dien", "a", 3)]),
        (signs(2) + signs(2, area="b"), []),  # two areas, two matters
        (signs(3) + signs(3, area="b"), [("dien", "a", 3), ("dien", "b", 3)]),
        (signs(3, area=None), []),  # nobody knows where
        (signs(3, category="dien"), [("dien", "a", 3)]),  # the branch itself
        (signs(3, category="dien-may"), []),  # begins alike, is another
        (signs(2, "mang") + signs(1, "mang", "b") + signs(1, "mang", None), [("mang", None, 4)]),
    ],
)
def test_a_burst_is_enough_cases_of_a_topic_in_an_area_within_the_time(
    came: list[Sign], found: list[tuple[str, str | None, int]]
) -> None:
    assert [(each.watch.slug, each.area, len(each.signs)) for each in bursts(came, [POWER, PHONES], NOON)] == found


def test_the_oldest_sign_comes_first() -> None:
    (burst,) = bursts(signs(2) + signs(1, minutes_ago=50) + signs(1, minutes_ago=5), [POWER], NOON)
    assert [sign.at for sign in burst.signs] == sorted(sign.at for sign in burst.signs)


def days_ago(*days: int, count: int = 5) -> list[datetime]:
    return [NOON - timedelta(days=day, minutes=20) for day in days for _ in range(count)]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], 0),
        (days_ago(7, 14, 21, 28), 5),  # the weekly market: usual
        (days_ago(7, 14, 21), 0),  # three bad days of the last weeks are no rule
        (days_ago(*range(1, 29), count=2), 2),
        (days_ago(1, 2, 3, 4, count=9) + days_ago(5, count=40), 9),
        ([NOON - timedelta(days=7, hours=5)] * 50, 0),  # another hour of the day
        (days_ago(29, 30, 31, 32), 0),  # long ago
    ],
)
def test_usual_is_what_the_fourth_busiest_day_brings_at_this_hour(history: list[datetime], expected: int) -> None:
    assert usual(history, NOON, 60) == expected


@pytest.mark.parametrize(
    ("count", "ordinary", "unusual"), [(3, 0, True), (2, 0, False), (9, 3, True), (8, 3, False), (3, 1, True)]
)
def test_a_busy_market_day_is_no_alarm(count: int, ordinary: int, unusual: bool) -> None:
    assert is_unusual(count, ordinary, POWER) is unusual


@given(st.lists(st.integers(0, 40 * 24 * 60), max_size=60), st.integers(5, 300))
def test_more_history_never_makes_less_usual(minutes: list[int], window: int) -> None:
    moments = [NOON - timedelta(minutes=each) for each in minutes]
    assert usual(moments[: len(moments) // 2], NOON, window) <= usual(moments, NOON, window)
