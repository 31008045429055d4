"""Work off an inbox: one citizen at a time, in order; what cannot be worked on is retried, and then put aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from prometheus_client import Counter

from services.intake.usecases.ports import Arrival, Inbox
from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.kit.logs import log

#: Before the second, third and fourth attempt, seconds; then a bug is put aside, and an outage waits the longest again.
PAUSES = (1, 10, 60)
#: Whoever dies with a thread holds it up so long at most. A message that takes longer, because its files are slow, may
#: be worked on twice at once; then the conversation's version lets only one of the two have an effect.
CLAIM = timedelta(seconds=30)
#: The last part of a claim, in which no further message is begun.
MARGIN = timedelta(seconds=20)

WORKED_OFF = Counter(
    "hotline_inbox_worked_off_total", "Raw messages worked on, by what became of them.", ("channel", "result")
)

Work = Callable[[Arrival], None]


class TakeArrivals:
    """The use case. `is_outage` tells the database's absence, which is no message's fault, from a bug."""

    def __init__(
        self, inbox: Inbox, channel: str, work: Work, clock: Clock, is_outage: Callable[[BaseException], bool]
    ) -> None:
        self._inbox = inbox
        self._channel = channel
        self._work = work
        self._clock = clock
        self._is_outage = is_outage

    def turn(self) -> bool:
        """Work on one thread; return whether there may be more to do at once. Raises while the database is away."""
        now = self._clock.now()
        until = now + CLAIM
        arrivals = self._inbox.claim(self._channel, now, until)
        if not arrivals:
            return False
        for arrival in [*(replace(each, followed=True) for each in arrivals[:-1]), arrivals[-1]]:
            if self._clock.now() > until - MARGIN or not self._went_on(arrival):
                break
        self._inbox.release(self._channel, arrivals[0].thread)
        return True

    def _went_on(self, arrival: Arrival) -> bool:
        """Return whether the next message of the thread may be worked on."""
        try:
            self._work(arrival)
        except Rejected as refusal:
            self._park(arrival, refusal.slug)
        except Retryable as trouble:
            return self._postpone(arrival, trouble.reason)
        except Exception as error:
            if self._is_outage(error):
                raise
            return self._postpone_or_park(arrival, error)
        else:
            self._inbox.done(arrival, self._clock.now())
            WORKED_OFF.labels(self._channel, "done").inc()
        return True

    def _postpone_or_park(self, arrival: Arrival, error: Exception) -> bool:
        log.error("message not worked on", channel=self._channel, error=type(error).__name__, attempts=arrival.attempts)
        if arrival.attempts >= len(PAUSES):
            self._park(arrival, type(error).__name__)
            return True
        return self._postpone(arrival, type(error).__name__)

    def _postpone(self, arrival: Arrival, reason: str) -> bool:
        self._inbox.postpone(arrival, reason, self._after(arrival.attempts))
        WORKED_OFF.labels(self._channel, "postponed").inc()
        return False

    def _park(self, arrival: Arrival, reason: str) -> None:
        log.error("message parked", channel=self._channel, reason=reason)
        self._inbox.park(arrival, reason, self._clock.now())
        WORKED_OFF.labels(self._channel, "parked").inc()

    def _after(self, attempts: int) -> datetime:
        return self._clock.now() + timedelta(seconds=PAUSES[min(attempts, len(PAUSES) - 1)])
