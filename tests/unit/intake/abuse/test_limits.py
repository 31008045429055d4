"""How much a sender may send."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.intake.domain.abuse.limits import LIMITS, Limit, Window, busy, over, read_limits, wait, window_at

limits = st.builds(Limit, most=st.integers(1, 500), seconds=st.integers(1, 7200), busy=st.integers(1, 500))
windows = st.builds(
    Window,
    before=st.integers(0, 1000),
    current=st.integers(1, 1000),
    part=st.floats(0, 1, exclude_max=True, allow_nan=False),
)


def arrivals(limit: Limit, moments: list[float]) -> list[bool]:
    """Return for each message of one sender whether it was one too many."""
    counts: dict[int, int] = {}
    found = []
    for moment in sorted(moments):
        number, part = window_at(limit, moment)
        counts[number] = counts.get(number, 0) + 1
        found.append(over(limit, Window(counts.get(number - 1, 0), counts[number], part)))
    return found


@given(limits, st.lists(st.floats(0, 50_000), max_size=60))
def test_who_sends_no_more_than_the_limit_altogether_is_never_stopped(limit: Limit, moments: list[float]) -> None:
    assert not any(arrivals(limit, moments[: limit.most]))


@given(limits, st.floats(0, 1e9), st.integers(1, 50))
def test_at_one_moment_exactly_the_limit_passes(limit: Limit, moment: float, more: int) -> None:
    assert arrivals(limit, [moment] * (limit.most + more)).count(False) == limit.most


@given(limits, st.floats(0, 1e6))
def test_nobody_passes_more_than_twice_the_limit_within_its_length(limit: Limit, begin: float) -> None:
    burst = [begin + limit.seconds * step / (4 * limit.most) for step in range(4 * limit.most)]
    assert arrivals(limit, burst).count(False) <= 2 * limit.most


@given(limits, windows)
def test_after_the_wait_one_more_passes_and_the_wait_is_not_for_nothing(limit: Limit, window: Window) -> None:
    assume(over(limit, window))
    seconds = wait(limit, window)
    assert 1 <= seconds <= 2 * limit.seconds + 1
    # A second later than told, for the rounding of floating point numbers.
    moment = window.part * limit.seconds + seconds + 1
    passed, part = window_at(limit, moment)
    later = {
        0: Window(window.before, window.current + 1, part),
        1: Window(window.current, 1, part),
    }.get(passed, Window(0, 1, part))
    assert not over(limit, later)


@given(limits, windows)
def test_load_only_fades_within_a_window(limit: Limit, window: Window) -> None:
    later = Window(window.before, window.current, min(1.0, window.part + 0.1))
    assert later.load <= window.load


def test_two_hundred_people_behind_one_address_with_three_messages_each_pass() -> None:
    moments = [person * 3.0 + message for person in range(200) for message in (0, 200, 400)]
    assert not any(arrivals(LIMITS["address"], moments))


def test_what_one_person_has_is_limited_more_tightly_than_what_many_share() -> None:
    per_hour = {kind: limit.most * 3600 / limit.seconds for kind, limit in LIMITS.items()}
    assert all(per_hour[kind] < per_hour["address"] / 10 for kind in per_hour if kind != "address")


def test_busy_comes_before_too_much() -> None:
    for limit in LIMITS.values():
        window = Window(0, limit.busy + 1, 0.0)
        assert busy(limit, window)
        assert not over(limit, window)


def test_limits_can_be_set_one_by_one() -> None:
    found = read_limits(["device=5/60/3"])
    assert found["device"] == Limit(5, 60, 3)
    assert found["address"] == LIMITS["address"]


@pytest.mark.parametrize("words", ["device", "device=5/60", "device=0/60/1", "device=a/b/c", "fax=1/1/1"])
def test_a_limit_that_cannot_be_read_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_limits([words])
