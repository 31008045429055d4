"""What all senders of one provider's messages have in common: connections, pauses, time limits and alarms."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client import Counter

from services.kit.clock import Clock, SystemClock
from services.kit.logs import log
from services.notify.adapters.provider_http import NoAnswer, NotSent, Reply
from services.notify.domain.message import Message
from services.notify.domain.outcome import Deferred, NotTried, Outcome, Unknown

#: How long a provider counts as out of reach after it was.
PAUSE_SECONDS = 5.0

ALARMS = Counter(
    "hotline_provider_alarms_total",
    "Refusals that a person must do something about: money, quota, configuration, our own mistakes.",
    ["channel", "alarm"],
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means. `alarm` names what a person must see to; for `pause` seconds nothing more is tried."""

    outcome: Outcome
    alarm: str = ""
    pause: float = 0.0


class ProviderSender:
    """Tries messages on a few connections at once, until `try_one` says that the provider is away."""

    def __init__(
        self,
        channel: str,
        try_one: Callable[[Message], Verdict],
        *,
        connections: int = 4,
        clock: Clock | None = None,
        ready: Callable[[], bool] = lambda: True,
        upkeep: Callable[[], None] = lambda: None,
    ) -> None:
        """`ready` may know better that nothing can be sent now; `upkeep` is to be called every few seconds."""
        self._channel = channel
        self._is_ready, self.upkeep = ready, upkeep
        self._try_one = try_one
        self._clock = clock or SystemClock()
        self._threads = ThreadPoolExecutor(connections, thread_name_prefix=channel)
        self._away: tuple[datetime, str] | None = None

    def ready(self) -> bool:
        """Return False while the provider was out of reach, or asked for a pause, a moment ago."""
        return self._is_ready() and not self._is_away()

    def deliver(self, messages: Sequence[Message], seconds: float) -> list[Outcome]:
        """Try each message; return an outcome for each, in order."""
        until = time.monotonic() + seconds
        if len(messages) == 1:
            return [self._delivered(messages[0], until)]
        return list(self._threads.map(lambda message: self._delivered(message, until), messages))

    def _delivered(self, message: Message, until: float) -> Outcome:
        if time.monotonic() > until:
            return NotTried("out of time")
        if self._away and self._is_away():
            return NotTried(self._away[1], self._away[0])
        verdict = self._try_one(message)
        if verdict.alarm:
            ALARMS.labels(self._channel, verdict.alarm).inc()
            log.error("provider needs a person", channel=self._channel, alarm=verdict.alarm, case=message.code)
        if verdict.pause:
            self._pause(verdict)
        return verdict.outcome

    def _is_away(self) -> bool:
        return self._away is not None and self._clock.now() < self._away[0]

    def _pause(self, verdict: Verdict) -> None:
        reason = getattr(verdict.outcome, "reason", "")
        self._away = (self._clock.now() + timedelta(seconds=verdict.pause), reason)
        log.warning("provider paused", channel=self._channel, seconds=verdict.pause, reason=reason)


def out_of_reach(error: NotSent | NoAnswer) -> Verdict:
    """Return what it means that there was no answer."""
    if isinstance(error, NotSent):
        return Verdict(NotTried(f"out of reach: {error}"), pause=PAUSE_SECONDS)
    return Verdict(Unknown(f"no answer: {error}"))


def broken(reply: Reply) -> Verdict:
    """Return what an answer means that is not the API's own.

    A gateway that says 503 did not pass the request on, and 429 and 4xx refuse it; any other status may hide a message
    that was sent.
    """
    reason = f"HTTP {reply.status}"
    if reply.status == 429:
        pause = min(_seconds(reply.headers.get("Retry-After", "")) or 60.0, 3600.0)
        return Verdict(Deferred(reason), pause=pause)
    if reply.status == 503:
        return Verdict(Deferred(reason), pause=PAUSE_SECONDS)
    if 400 <= reply.status < 500:
        return Verdict(Deferred(reason), alarm="http-refused")
    return Verdict(Unknown(reason))


def _seconds(text: str) -> float:
    return float(text) if text.isdigit() else 0.0
