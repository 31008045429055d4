"""How much a message looks like a machine's. A score asks for a proof of work or a person's eye; it never refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: From here on a proof of work is asked for, and without one a person at the centre looks before anybody else does.
SUSPICIOUS = 3
#: Nobody who reads the form and writes ten letters is faster.
LEAST_SECONDS = 4
#: A device seen for the first time is a new citizen, or a machine that throws its cookie away.
NEW_DEVICE_SECONDS = 120

_WEIGHTS = {
    "honeypot": 3,
    "busy-person": 3,  # one device, one telephone, one account
    "busy-address": 2,
    "no-device": 1,
    "new-device": 1,
    "too-fast": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a channel noticed about a message; None and False mean that it has no way of noticing.

    `filled_in` is the seconds between showing the form and sending it. `device_age` is how long ago, in seconds, this
    device was first seen. `devices`: the channel gives devices a name, so one without is worth a remark.
    """

    honeypot: bool = False
    filled_in: float | None = None
    devices: bool = False
    device_age: float | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The reasons, by name, and what they weigh together."""

    reasons: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """Return the sum of the reasons' weights."""
        return sum(_WEIGHTS[each] for each in self.reasons)

    @property
    def suspicious(self) -> bool:
        """Return whether the score is worth somebody's time."""
        return self.score >= SUSPICIOUS


def suspect(signals: Signals, busy_kinds: Iterable[str]) -> Suspicion:
    """Return what speaks against a message. `busy_kinds` are the kinds of its senders that send much."""
    return Suspicion((*_of_senders(set(busy_kinds)), *_of_signals(signals)))


def _of_senders(busy_kinds: set[str]) -> Iterator[str]:
    if busy_kinds - {"address"}:
        yield "busy-person"
    if "address" in busy_kinds:
        yield "busy-address"


def _of_signals(signals: Signals) -> Iterator[str]:
    if signals.honeypot:
        yield "honeypot"
    if signals.filled_in is not None and signals.filled_in < LEAST_SECONDS:
        yield "too-fast"
    if signals.devices and signals.device_age is None:
        yield "no-device"
    elif signals.device_age is not None and signals.device_age < NEW_DEVICE_SECONDS:
        yield "new-device"
