"""Erlang's delay formula: calls that come by chance wait for one of several seats, and nobody hangs up.

A. K. Erlang, 1917. Computed by the recursion of the loss formula's inverse, which neither overflows nor cancels, for
thousands of seats as well as for one. Since it knows no impatience it is careful: where callers hang up, those who
stay wait less than it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, floor

#: More seats than any hall has; an offered load that needs more is a mistake in the data.
MOST_SEATS = 10_000


class TooMuchLoad(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The load needs more than `MOST_SEATS` seats."""


@dataclass(frozen=True, slots=True)
class Service:
    """What callers meet. `waiting` is the share that must wait at all, `within` the share answered within the target.

    `wait_seconds` is the mean over all callers, `occupancy` the share of their time that people talk. With too few
    seats the queue grows without end: `waiting` 1, `within` 0, `wait_seconds` None.
    """

    seats: int
    waiting: float
    within: float
    wait_seconds: float | None
    occupancy: float


@dataclass(frozen=True, slots=True)
class Target:
    """The share of calls (0 to 1) to be answered within so many seconds."""

    share: float
    seconds: float


def inverse_loss(load: float, seats: int) -> float:
    """Return 1/B of Erlang's loss formula for `load` erlangs offered to `seats`; `load` > 0."""
    inverse = 1.0
    for seat in range(1, seats + 1):
        inverse = 1.0 + inverse * seat / load
    return inverse


def waiting(load: float, seats: int) -> float:
    """Return the share of calls that wait (Erlang C): 1 where the seats cannot carry the load, 0 without load."""
    if load <= 0:
        return 0.0
    if seats <= load:
        return 1.0
    return _waiting(load, seats, inverse_loss(load, seats))


def service(load: float, seats: int, handling_seconds: float, target_seconds: float) -> Service:
    """Return what callers meet when `load` erlangs of calls that take `handling_seconds` each meet `seats`."""
    return _service(load, seats, waiting(load, seats), handling_seconds, target_seconds)


def seats_for(load: float, handling_seconds: float, target: Target) -> Service:
    """Return the least seats that keep the target, and what callers meet then. Raises `TooMuchLoad`."""
    if load <= 0:
        return _service(0.0, 0, 0.0, handling_seconds, target.seconds)
    seats, inverse = 0, 1.0
    while seats < MOST_SEATS:
        seats += 1
        inverse = 1.0 + inverse * seats / load
        if seats > load:
            found = _service(load, seats, _waiting(load, seats, inverse), handling_seconds, target.seconds)
            if found.within >= target.share:
                return found
    raise TooMuchLoad(f"{load:.0f} erlangs")


def load_of(calls: float, span_seconds: float, handling_seconds: float) -> float:
    """Return the erlangs that `calls` in a span of time bring."""
    return calls * handling_seconds / span_seconds


def least_stable(load: float) -> int:
    """Return the least seats at which the queue does not grow without end."""
    return floor(load) + 1


def _waiting(load: float, seats: int, inverse: float) -> float:
    """C = 1 / (ρ + (1 − ρ)/B), with ρ = load/seats."""
    share = load / seats
    return 1.0 / (share + (1.0 - share) * inverse)


def _service(load: float, seats: int, wait: float, handling: float, patience: float) -> Service:
    if load <= 0:
        return Service(seats, 0.0, 1.0, 0.0, 0.0)
    if seats <= load:
        return Service(seats, 1.0, 0.0, None, 1.0)
    spare = seats - load
    within = 1.0 - wait * exp(-spare * patience / handling)
    return Service(seats, wait, within, wait * handling / spare, load / seats)
