"""What citizens were told, and whether it arrived, as the service that sends it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: Later states win, whatever order they are heard in. A message that was given up may still prove to have arrived.
RANKS = {"queued": 0, "uncertain": 1, "sent": 2, "merged": 3, "failed": 4, "delivered": 5, "seen": 6}
FAILED = "failed"
#: They speak of success on one channel, which makes a failure on another one harmless.
ARRIVED = frozenset({"sent", "delivered", "seen", "merged"})

Order = tuple[int, datetime, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where one message stands on one channel. `event` is the type it tells of, `to` the masked address."""

    code: str
    message: str
    event: str
    channel: str
    to: str
    state: str
    at: datetime
    reason: str | None = None

    @property
    def order(self) -> Order:
        """Return what decides between two reports of the same message: any two that differ differ here."""
        return RANKS[self.state], self.at, self.to, self.reason or ""


def later(one: Told, other: Told) -> Told:
    """Return the report that counts. Commutative, associative and idempotent."""
    return max(one, other, key=lambda told: told.order)


def unheard(messages: tuple[Told, ...]) -> tuple[str, ...]:
    """Return the events that the citizen was not told of: every way that was tried has failed."""
    arrived = {each.event for each in messages if each.state in ARRIVED}
    failed = {each.event for each in messages if each.state == FAILED}
    return tuple(sorted(failed - arrived))
