"""The distribution of counts: sums to one, has the moments it names, and is exact far out in the tail."""

from __future__ import annotations

from math import exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.forecast.dispersion import log_pmf, quantile, spread, tail

MEANS = st.floats(0.01, 400)
DISPERSIONS = st.sampled_from((0.0, 0.001, 0.02, 0.3, 2.0))


@given(MEANS, DISPERSIONS)
def test_mean_and_variance_are_those_that_are_named(mean: float, dispersion: float) -> None:
    most = int(mean + 60 * (mean + dispersion * mean * mean) ** 0.5) + 60
    masses = [exp(log_pmf(count, mean, dispersion)) for count in range(most)]
    centre = sum(count * mass for count, mass in enumerate(masses))
    variance = sum((count - centre) ** 2 * mass for count, mass in enumerate(masses))
    assert sum(masses) == pytest.approx(1, abs=1e-6)
    assert centre == pytest.approx(mean, rel=1e-4)
    assert variance == pytest.approx(mean + dispersion * mean * mean, rel=1e-2)


@given(MEANS, DISPERSIONS, st.floats(0.01, 0.99))
def test_a_quantile_is_the_least_count_that_reaches_its_probability(mean: float, dispersion: float, p: float) -> None:
    count = quantile(p, mean, dispersion)
    assert 1 - tail(count + 1, mean, dispersion) >= p - 1e-9
    assert count == 0 or 1 - tail(count, mean, dispersion) < p + 1e-9


@pytest.mark.parametrize("dispersion", [0.0, 0.01, 0.05])
@pytest.mark.parametrize("probability", [0.1, 0.5, 0.9])
def test_quantiles_of_large_means_need_no_summing_and_are_the_same(probability: float, dispersion: float) -> None:
    count = quantile(probability, 2000.0, dispersion)
    assert 1 - tail(count + 1, 2000.0, dispersion) == pytest.approx(probability, abs=0.01)


def test_a_tail_far_out_is_no_rounding_noise() -> None:
    exact = sum(exp(-2) * 2.0**k / factorial(k) for k in range(40, 80))
    assert tail(40, 2.0, 0.0) == pytest.approx(exact, rel=1e-9)
    assert 0 < tail(40, 2.0, 0.0) < 1e-30


@pytest.mark.parametrize(("count", "mean", "share"), [(0, 5.0, 1.0), (1, 0.0, 0.0), (10**6, 1.0, 0.0)])
def test_tails_have_ends(count: int, mean: float, share: float) -> None:
    assert tail(count, mean, 0.0) == share


def test_nothing_is_expected_of_a_mean_of_zero() -> None:
    assert quantile(0.9, 0.0, 0.1) == 0


def test_counts_that_lie_twice_as_far_off_as_chance_say_so() -> None:
    assert spread([(90, 100), (110, 100)]) == 0.0
    assert spread([(80, 100), (120, 100)]) == pytest.approx(0.03)
    assert spread([]) == 0.0
