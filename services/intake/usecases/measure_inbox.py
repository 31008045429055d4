"""Measure the inbox: how much waits, for how long, and how much was put aside."""

from __future__ import annotations

from prometheus_client import Gauge

from services.intake.usecases.ports import Inbox
from services.kit.clock import Clock

WAITING = Gauge("hotline_inbox_waiting", "Raw messages that wait to be worked on.", ["channel"])
OLDEST = Gauge("hotline_inbox_oldest_seconds", "How long the first of them has waited.", ["channel"])
PARKED = Gauge("hotline_inbox_parked", "Raw messages put aside for a person.", ["channel"])


class MeasureInbox:
    """The use case."""

    def __init__(self, inbox: Inbox, channel: str, clock: Clock) -> None:
        self._inbox = inbox
        self._channel = channel
        self._clock = clock

    def turn(self) -> bool:
        """Set the figures; there is never more to do at once."""
        backlog = self._inbox.backlog(self._channel)
        age = (self._clock.now() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
        WAITING.labels(self._channel).set(backlog.waiting)
        OLDEST.labels(self._channel).set(max(0.0, age))
        PARKED.labels(self._channel).set(backlog.parked)
        return False
