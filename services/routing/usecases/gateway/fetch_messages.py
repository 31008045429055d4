"""Fetch messages: an agency's system asks what waits for it, and may wait a while for something to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.routing.usecases.gateway.ports import Messages, Waiting

POLL_SECONDS = 1.0
#: One answer carries no more, so that a small machine can hold it: at least one message all the same.
MOST_BYTES = 2 * 1024 * 1024

Pause = Callable[[float], None]
#: Seconds of a clock that only goes forward.
Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True)
class FetchMessages:
    """Reading changes nothing: what is not acknowledged comes again."""

    messages: Messages
    pause: Pause
    monotonic: Monotonic

    def __call__(self, agency: str, after: str, limit: int, wait: float) -> list[Waiting]:
        """Return what waits beyond the position `after`, oldest first; wait up to `wait` seconds for a first one."""
        until = self.monotonic() + wait
        while True:
            found = self.messages.waiting(agency, after, limit)
            left = until - self.monotonic()
            if found or left <= 0:
                return _within_size(found)
            self.pause(min(POLL_SECONDS, left))


def _within_size(found: list[Waiting]) -> list[Waiting]:
    size = 0
    for number, message in enumerate(found):
        size += len(message.body)
        if size > MOST_BYTES and number:
            return found[:number]
    return found
