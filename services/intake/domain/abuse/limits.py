"""How much one sender may send. Generous by address, because a commune, a school or a telephone company may share one;
tight by what only one person has.

Counting is by sliding window: what came in the running window, and of the window before as much as still overlaps.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` messages within any `seconds`. With more than `busy`, the sender is looked at more closely."""

    most: int
    seconds: int
    busy: int


@dataclass(frozen=True, slots=True)
class Window:
    """A sender's two windows: `before` and `current` are counts, `part` is how much of the current has gone, 0 to 1."""

    before: int
    current: int
    part: float

    @property
    def load(self) -> float:
        """Return how many messages came within the last window's length, about."""
        return self.current + self.before * (1.0 - self.part)


#: Presets. Two hundred people behind one address, each with three messages, are 600 within ten minutes.
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "address": Limit(most=3000, seconds=600, busy=300),
        "device": Limit(most=20, seconds=3600, busy=8),
        # On a form anybody may write anybody's number: a tight limit would let a stranger silence its holder.
        "phone": Limit(most=200, seconds=3600, busy=8),
        "email": Limit(most=200, seconds=3600, busy=15),
        # In a chat every photograph and every answer to a question is a message of its own.
        "zalo": Limit(most=120, seconds=3600, busy=80),
        "facebook": Limit(most=120, seconds=3600, busy=80),
    }
)


def window_at(limit: Limit, now: float) -> tuple[int, float]:
    """Return the number of the window that `now` (seconds since the epoch) is in, and how much of it has gone."""
    number, inside = divmod(now, limit.seconds)
    return int(number), inside / limit.seconds


def over(limit: Limit, window: Window) -> bool:
    """Return whether the message that was just counted was one too many."""
    return window.load > limit.most


def busy(limit: Limit, window: Window) -> bool:
    """Return whether the sender sends more than people do."""
    return window.load > limit.busy


def wait(limit: Limit, window: Window) -> int:
    """Return after how many whole seconds one more message would be allowed, if nothing else comes; at least 1."""
    if not over(limit, window):
        return 1
    rest = (1.0 - window.part) * limit.seconds
    if window.current > limit.most - 1:
        # The running window alone is full; in the next one it counts as the window before, and fades.
        faded = 1.0 - (limit.most - 1) / window.current
        return math.ceil(rest + faded * limit.seconds)
    needed = 1.0 - window.part - (limit.most - 1 - window.current) / window.before
    return max(1, math.ceil(needed * limit.seconds))


def read_limits(words: Iterable[str]) -> dict[str, Limit]:
    """Return the presets with changes such as `device=20/3600/8` (most, seconds, busy). Raises ValueError."""
    limits = dict(LIMITS)
    for each in words:
        kind, _, numbers = each.strip().partition("=")
        most, seconds, often = (int(number) for number in numbers.split("/"))
        if kind not in LIMITS or min(most, seconds, often) < 1:
            raise ValueError(f"not a limit: {kind}")
        limits[kind] = Limit(most, seconds, often)
    return limits
