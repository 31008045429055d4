"""When an agency counts as away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.gateway.presence import Observation, Patience, Presence, observe, told
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import assigner

HOURS = assigner().catalog.agency_hours
PATIENCE = Patience(offline=30, desk=480, escalate=60)


def look(before: Presence | None, minutes: float, waiting: int, progress: str = "", **more: object) -> Presence:
    seen = Observation(agency="so-y-te", delivery="amqp", waiting=waiting, progress=progress, **more)  # type: ignore[arg-type]
    return observe(before, seen, NOON + timedelta(minutes=minutes), HOURS, PATIENCE)


def history(*looks: tuple[float, int, str]) -> list[Presence]:
    """Return what every look came to: (minute, waiting, progress)."""
    found: list[Presence] = []
    for minutes, waiting, progress in looks:
        found.append(look(found[-1] if found else None, minutes, waiting, progress))
    return found


@pytest.mark.parametrize(
    ("looks", "online"),
    [
        ([(0, 0, ""), (600, 0, "")], True),  # nothing waits: nobody has to fetch
        ([(0, 1, ""), (29, 1, "")], True),  # waited for, but not long
        ([(0, 1, ""), (30, 1, "")], False),
        ([(0, 1, ""), (29, 3, "1"), (58, 2, "1")], True),  # somebody fetched at minute 29
        ([(0, 1, ""), (29, 3, "1"), (59, 3, "1")], False),
        ([(0, 0, ""), (20, 1, ""), (45, 1, "")], False),  # since minute 0 at the latest nothing was fetched
        ([(0, 1, ""), (45, 0, "1")], True),  # away, and back
    ],
)
def test_away_is_who_lets_something_wait_and_fetches_nothing(looks, online):
    assert history(*looks)[-1].online is online


def test_nobody_is_away_because_of_a_night():
    evening = (datetime(2026, 11, 23, 9, 50, tzinfo=NOON.tzinfo) - NOON).total_seconds() / 60  # 16:50 in Pleiku
    morning = evening + 14 * 60 + 15  # 07:05
    assert history((evening, 1, ""), (morning, 1, ""))[-1].online


def test_what_is_away_longer_is_escalated_once_and_forgiven_when_it_is_back():
    looks = history((0, 1, ""), (30, 1, ""), (89, 1, ""), (90, 1, ""), (100, 1, ""), (110, 1, "1"))
    assert [each.escalated_at for each in looks[:3]] == [None] * 3
    assert looks[3].escalated_at == looks[4].escalated_at == NOON + timedelta(minutes=90)
    assert looks[5].escalated_at is None


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 3), st.sampled_from(["", "1", "2"])), max_size=30))
def test_what_is_told_alternates_beginning_with_away(steps):
    minutes, before, said = 0, None, []
    for step, waiting, progress in steps:
        minutes += step
        after = look(before, minutes, waiting, progress)
        if told(before, after):
            said.append(after.online)
        assert after.online or after.idle_since is not None
        before = after
    assert said == [bool(number % 2) for number in range(len(said))]


def test_the_worst_comes_first():
    escalated, away, fine = (
        history((0, 1, ""), (100, 1, ""))[-1],
        history((0, 1, ""), (40, 1, ""))[-1],
        look(None, 0, 0),
    )
    parked = look(None, 0, 0, parked=2)
    waiting = look(None, 0, 1)
    given_ = [fine, waiting, away, parked, escalated]
    assert sorted(given_, key=lambda each: each.trouble) == [escalated, away, parked, waiting, fine]
    assert [each.troubled for each in given_] == [False, True, True, True, True]
