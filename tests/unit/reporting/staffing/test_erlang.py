"""Erlang's delay formula: published values, its own laws, and callers that are simulated one by one."""

from __future__ import annotations

import heapq
import random
from fractions import Fraction
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.staffing.erlang import (
    MOST_SEATS,
    Target,
    TooMuchLoad,
    inverse_loss,
    load_of,
    seats_for,
    service,
    waiting,
)

EIGHTY_TWENTY = Target(0.8, 20)

#: Load in erlangs, lines, share of calls lost: tables of the loss formula as every handbook of telephony prints them.
LOSS = [
    (1.0, 1, 0.5),  # one caller at a time, half find it engaged
    (2.0, 3, 4 / 19),  # worked by hand
    (4.46, 10, 0.010),  # ten trunks at 1 %
    (6.22, 10, 0.050),  # ten trunks at 5 %
    (13.18, 20, 0.020),  # twenty at 2 %
    (84.06, 100, 0.010),  # a hundred at 1 %
]


@pytest.mark.parametrize(("load", "lines", "lost"), LOSS)
def test_the_loss_formula_is_that_of_the_tables(load: float, lines: int, lost: float) -> None:
    assert 1 / inverse_loss(load, lines) == pytest.approx(lost, rel=0.01)


def test_two_erlangs_for_three_seats_wait_in_four_cases_of_nine() -> None:
    assert waiting(2.0, 3) == pytest.approx(4 / 9)


def test_a_hundred_calls_of_three_minutes_in_half_an_hour_need_fourteen_seats() -> None:
    found = seats_for(load_of(100, 1800, 180), 180, EIGHTY_TWENTY)
    assert (found.seats, round(found.waiting, 3), round(found.within, 3)) == (14, 0.174, 0.888)
    assert (round(found.wait_seconds or 0, 1), round(found.occupancy, 3)) == (7.8, 0.714)


@given(st.integers(1, 30), st.integers(1, 29))
def test_it_is_the_formula_in_exact_fractions(seats: int, quiet: int) -> None:
    load = Fraction(seats * quiet, 30)
    top = load**seats / factorial(seats) * seats / (seats - load)
    exact = top / (sum(load**k / factorial(k) for k in range(seats)) + top)
    assert waiting(float(load), seats) == pytest.approx(float(exact), rel=1e-9)


@given(st.floats(0.01, 400), st.integers(1, 60))
def test_a_seat_more_never_makes_callers_wait_longer(load: float, spare: int) -> None:
    fewer, more = (service(load, int(load) + spare + each, 95, 20) for each in (0, 1))
    assert more.within >= fewer.within and more.waiting <= fewer.waiting


@given(st.floats(0.001, 900), st.floats(5, 900), st.floats(0.5, 0.99), st.floats(0, 120))
def test_the_seats_keep_the_target_and_one_fewer_does_not(
    load: float, handled: float, share: float, within: float
) -> None:
    found = seats_for(load, handled, Target(share, within))
    assert found.within >= share
    assert service(load, found.seats - 1, handled, within).within < share


def test_thousands_of_seats_neither_overflow_nor_come_out_as_nothing() -> None:
    found = seats_for(5000, 95, EIGHTY_TWENTY)
    assert 5000 < found.seats < 5100 and 0.8 <= found.within < 0.9


def test_a_load_beyond_every_hall_is_refused() -> None:
    with pytest.raises(TooMuchLoad):
        seats_for(MOST_SEATS + 1.0, 95, EIGHTY_TWENTY)


def test_no_calls_need_no_seat_and_too_few_seats_answer_nobody_in_time() -> None:
    assert seats_for(0, 95, EIGHTY_TWENTY).seats == 0
    drowned = service(3.0, 3, 95, 20)
    assert (drowned.within, drowned.waiting, drowned.wait_seconds) == (0.0, 1.0, None)


@pytest.mark.parametrize(("calls_per_hour", "handled", "seats"), [(60, 120.0, 3), (200, 95.0, 7), (700, 95.0, 21)])
def test_simulated_callers_wait_as_long_as_the_formula_says(calls_per_hour: int, handled: float, seats: int) -> None:
    said = service(load_of(calls_per_hour, 3600, handled), seats, handled, 20)
    waits = simulated(random.Random(1022), calls_per_hour / 3600, handled, seats, 60_000)
    assert sum(wait <= 20 for wait in waits) / len(waits) == pytest.approx(said.within, abs=0.02)
    assert sum(wait > 0 for wait in waits) / len(waits) == pytest.approx(said.waiting, abs=0.02)
    assert sum(waits) / len(waits) == pytest.approx(said.wait_seconds, rel=0.12, abs=0.3)


def simulated(chance: random.Random, rate: float, handled: float, seats: int, calls: int) -> list[float]:
    """Return how long each caller waited: first come, first served, whichever seat is free first."""
    free, now, waits = [0.0] * seats, 0.0, []
    for _ in range(calls):
        now += chance.expovariate(rate)
        begins = max(now, heapq.heappop(free))
        waits.append(begins - now)
        heapq.heappush(free, begins + chance.expovariate(1 / handled))
    return waits
