"""How long a receiver is waited for."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.routing.domain.gateway.patience import FAILURES_TO_OPEN, PAUSES, PROBES, SPREAD, Circuit, next_try
from tests.unit.routing.builders import NOON

LUCK = st.floats(0, 1)


@given(st.integers(1, len(PAUSES)), LUCK)
def test_a_pause_is_as_the_table_says_give_or_take_a_fifth(tries, luck):
    at = next_try(tries, NOON, luck)
    wanted = PAUSES[tries - 1]
    assert at is not None
    assert wanted * (1 - SPREAD) <= (at - NOON).total_seconds() + 1e-6
    assert (at - NOON).total_seconds() <= wanted * (1 + SPREAD) + 1e-6


def test_a_message_is_tried_for_more_than_a_day_and_then_given_up():
    shortest = sum(PAUSES) * (1 - SPREAD)
    assert timedelta(seconds=shortest) > timedelta(hours=24)
    assert next_try(len(PAUSES) + 1, NOON, 0.5) is None


@given(st.integers(1, len(PAUSES) - 1), LUCK)
def test_pauses_grow(tries, luck):
    sooner, later = next_try(tries, NOON, luck), next_try(tries + 1, NOON, luck)
    assert sooner is not None and later is not None and sooner < later


@given(st.lists(LUCK, min_size=1, max_size=40))
def test_a_receiver_is_left_alone_after_so_many_failures_in_a_row_and_never_for_longer_than_the_last_probe(lucks):
    circuit = Circuit()
    for failures, luck in enumerate(lucks, 1):
        circuit = circuit.failed(NOON, luck)
        assert circuit.probing == (failures >= FAILURES_TO_OPEN)
        assert circuit.lets_through(NOON) == (not circuit.probing)
        assert circuit.lets_through(NOON + timedelta(seconds=PROBES[-1] * (1 + SPREAD)))
    assert circuit.succeeded() == Circuit()


def test_who_said_gone_is_not_called_however_long_one_waits():
    gone = Circuit().refused_for_good(NOON)
    assert not gone.lets_through(NOON + timedelta(days=365))
