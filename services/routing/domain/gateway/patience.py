"""How long a webhook's receiver is waited for: one message's tries, and what a whole receiver is still sent.

`luck` is a number from 0 to 1 that the caller draws: it spreads what would otherwise come back all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_S, _M, _H = 1, 60, 3600
#: Seconds before the second try, the third and so on: 35 hours together, a night and a working day.
PAUSES = (5 * _S, 30 * _S, 2 * _M, 10 * _M, 30 * _M, 1 * _H, 2 * _H, 4 * _H, 6 * _H, 9 * _H, 12 * _H)
#: A pause may be this much longer or shorter.
SPREAD = 0.2
#: After so many failures in a row the receiver is taken to be away and one message at a time feels for it.
FAILURES_TO_OPEN = 5
#: Seconds between two such attempts.
PROBES = (30 * _S, 1 * _M, 2 * _M, 5 * _M, 10 * _M, 15 * _M)


def next_try(tries: int, now: datetime, luck: float, pauses: Sequence[int] = PAUSES) -> datetime | None:
    """Return when a message that has failed `tries` times (at least 1) is tried again; None: it is given up."""
    if tries > len(pauses):
        return None
    return now + _spread(pauses[tries - 1], luck)


@dataclass(frozen=True, slots=True)
class Circuit:
    """What is known of one receiver: failures in a row, and until when it is left alone.

    `disabled_at` is set when the receiver answered 410: it wants no more, until a person says otherwise.
    """

    failures: int = 0
    closed_until: datetime | None = None
    disabled_at: datetime | None = None

    def lets_through(self, now: datetime) -> bool:
        """Return whether anything may be sent now."""
        return self.disabled_at is None and (self.closed_until is None or self.closed_until <= now)

    @property
    def probing(self) -> bool:
        """Return whether one message must get through before the others follow."""
        return self.failures >= FAILURES_TO_OPEN

    def succeeded(self) -> Circuit:
        """Return the circuit after a message was taken."""
        return Circuit()

    def failed(self, now: datetime, luck: float) -> Circuit:
        """Return the circuit after one more failure."""
        failures = self.failures + 1
        if failures < FAILURES_TO_OPEN:
            return replace(self, failures=failures)
        pause = PROBES[min(failures - FAILURES_TO_OPEN, len(PROBES) - 1)]
        return replace(self, failures=failures, closed_until=now + _spread(pause, luck))

    def refused_for_good(self, now: datetime) -> Circuit:
        """Return the circuit after the receiver said that it is gone."""
        return replace(self, failures=self.failures + 1, disabled_at=now)


def _spread(seconds: int, luck: float) -> timedelta:
    return timedelta(seconds=seconds * (1 - SPREAD + 2 * SPREAD * luck))
