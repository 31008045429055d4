"""The negative binomial distribution of counts: Poisson arrivals whose rate itself varies.

Counts of calls vary more than a Poisson law says, because some days are busier than others for no reason that anybody
knows beforehand. With mean μ and dispersion φ the variance is μ + φμ²; φ = 0 is Poisson.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

#: Below this, the tail adds nothing that a double can hold beside what is already summed.
NEGLIGIBLE = 1e-17
POISSON_BELOW = 1e-9
#: Standard deviations below the mean where summing begins; what lies before is less than 1e-15.
FAR = 12
#: Above this mean the distribution is a gamma one for all that a bound can show, and its quantiles need no summing.
SUMMED_UP_TO = 500.0


def log_pmf(count: int, mean: float, dispersion: float) -> float:
    """Return the logarithm of the probability of `count`; `mean` > 0."""
    if dispersion < POISSON_BELOW:
        return count * log(mean) - mean - lgamma(count + 1)
    size = 1 / dispersion
    odds = dispersion * mean
    return (
        lgamma(count + size) - lgamma(size) - lgamma(count + 1) + count * log(odds / (1 + odds)) - size * log(1 + odds)
    )


def tail(count: int, mean: float, dispersion: float) -> float:
    """Return the probability of `count` or more. Exact also far out, where 1 − cdf would be rounding noise."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        return max(0.0, 1 - sum(_masses(max(0, _start(mean, dispersion)), count, mean, dispersion)))
    total = 0.0
    for mass in _masses(count, None, mean, dispersion):
        total += mass
        if mass <= total * NEGLIGIBLE:
            break
    return total


@lru_cache(maxsize=65_536)
def quantile(probability: float, mean: float, dispersion: float) -> int:
    """Return the least count whose cumulative probability reaches `probability` (between 0 and 1)."""
    if mean <= 0:
        return 0
    if mean > SUMMED_UP_TO:
        return _large_quantile(probability, mean, dispersion + 1 / mean)
    count, total = _start(mean, dispersion), 0.0
    for mass in _masses(count, None, mean, dispersion):
        total += mass
        if total >= probability or (count > mean and mass < NEGLIGIBLE):
            break
        count += 1
    return count


def spread(pairs: Iterable[tuple[float, float]]) -> float:
    """Return the dispersion that explains how far counts lay from their forecasts (count, mean), by moments.

    Never negative: what varies less than Poisson is taken for Poisson.
    """
    excess = weight = 0.0
    for count, mean in pairs:
        excess += (count - mean) ** 2 - mean
        weight += mean * mean
    return max(0.0, excess / weight) if weight else 0.0


def _large_quantile(probability: float, mean: float, relative_variance: float) -> int:
    """Wilson and Hilferty's cube root: within half a per cent for the shapes that occur."""
    ninth = relative_variance / 9
    return max(0, round(mean * max(0.0, 1 - ninth + NormalDist().inv_cdf(probability) * sqrt(ninth)) ** 3))


def _start(mean: float, dispersion: float) -> int:
    return max(0, int(mean - FAR * sqrt(mean + dispersion * mean * mean)))


def _masses(first: int, end: int | None, mean: float, dispersion: float) -> Iterator[float]:
    """Yield the probabilities of `first`, `first` + 1, … up to, not including, `end`; each from the one before."""
    mass = exp(log_pmf(first, mean, dispersion))
    odds = dispersion * mean
    count = first
    while end is None or count < end:
        yield mass
        mass *= (mean + count * odds) / ((count + 1) * (1 + odds)) if odds else mean / (count + 1)
        count += 1
