"""Guessing costs time, more each try, and never all of it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.guessing import LIMITS, REMEMBERED, Tries, free_at, wait
from tests.unit.routing.builders import NOON

KINDS = st.sampled_from(sorted(LIMITS))


@pytest.mark.parametrize(
    ("kind", "wrong", "seconds"),
    [
        ("pair", 0, 0),
        ("pair", 4, 0),  # people mistype
        ("pair", 5, 30),
        ("pair", 6, 60),
        ("pair", 9, 480),
        ("pair", 10, 900),
        ("pair", 10_000, 900),
        ("address", 29, 0),  # an office in the morning
        ("address", 30, 30),
        ("name", 30, 30),
        ("name", 31, 60),
        ("name", 10_000, 60),  # strangers cannot keep the owner out for long
    ],
)
def test_every_wrong_try_above_a_few_costs_a_longer_wait(kind, wrong, seconds):
    assert free_at(kind, Tries(wrong, NOON)) - NOON == timedelta(seconds=seconds)


@given(KINDS, st.integers(0, 10**6))
def test_more_wrong_tries_never_wait_less_and_tries_are_remembered_until_the_wait_is_over(kind, wrong):
    shorter, longer = (free_at(kind, Tries(each, NOON)) for each in (wrong, wrong + 1))
    assert NOON <= shorter <= longer <= NOON + LIMITS[kind].longest < NOON + REMEMBERED


@given(st.dictionaries(KINDS, st.integers(0, 50).map(lambda wrong: Tries(wrong, NOON))))
def test_the_longest_wait_counts(tries):
    left = wait(tries, NOON)
    assert all(left >= free_at(kind, each) - NOON for kind, each in tries.items())
    assert wait(tries, NOON + timedelta(minutes=15)) <= timedelta(0)
