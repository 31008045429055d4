"""Prove that a case is one's own: by its four digits, or by being the program and the device that filed it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from services.intake.domain.abuse.limits import Limit, Window, over
from services.intake.domain.abuse.senders import Sender
from services.intake.usecases.gate_ports import Counters
from services.intake.usecases.ports import StoredCase
from services.kit.clock import Clock
from services.kit.failures import Rejected

#: Four digits would fall in an hour. Counted by case, and by whoever guesses, who could else try one pin on every case.
WRONG_TRIES = {
    "case": Limit(most=10, seconds=3600, busy=10),
    "guesser": Limit(most=20, seconds=3600, busy=20),
}


class ProveOwnership:
    """The use case."""

    def __init__(self, counters: Counters, clock: Clock) -> None:
        self._counters = counters
        self._clock = clock

    def by_pin(self, case: StoredCase, pin: str, guesser: str) -> bool:
        """Return whether the digits are right. `guesser` is the address of who asks, as it is counted.

        Raises `Rejected("too-many-tries")` after too many wrong ones, also for the right one. Each is counted before
        it is looked at, so that a thousand at once do not all come before the first is counted.
        """
        tries, now = (Sender("case", case.data.code), Sender("guesser", guesser)), self._clock.now()
        if _used_up(tries, self._counters.peek(tries, WRONG_TRIES, now)):
            raise _locked()
        if _one_too_many(tries, self._counters.count(tries, WRONG_TRIES, now)):
            raise _locked()
        right = hmac.compare_digest(pin.encode(), case.data.pin.encode())
        if right:
            self._counters.take_back(tries, WRONG_TRIES, now)
        return right

    def by_owner(self, case: StoredCase, owner: str | None) -> bool:
        """Return whether the case was filed by this program and device; `owner` begins its client key."""
        if not owner or case.data.channel != "mobile":
            return False
        return hmac.compare_digest(case.client_key.partition(":")[0].encode(), owner.encode())


def _used_up(tries: Sequence[Sender], windows: Sequence[Window]) -> bool:
    counted = zip(tries, windows, strict=True)
    return any(window.load >= WRONG_TRIES[who.kind].most for who, window in counted)


def _one_too_many(tries: Sequence[Sender], windows: Sequence[Window]) -> bool:
    counted = zip(tries, windows, strict=True)
    return any(over(WRONG_TRIES[who.kind], window) for who, window in counted)


def _locked() -> Rejected:
    return Rejected(
        "too-many-tries",
        "Sai bốn số bí mật quá nhiều lần. Xin thử lại sau một giờ.",
        "Too many wrong tries. Please try again in an hour.",
    )
