"""Settle by a person's word the raw messages that could not be worked on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.clock import Clock
from services.kit.failures import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A raw message that was put aside, without anything of the citizen. `attempts`: how often it was worked on."""

    id: str
    channel: str
    reason: str
    parked_at: datetime
    attempts: int


class ParkedArrivals(Protocol):
    """The part of an inbox that waits for a person. `id` is what `id_of` makes of a message."""

    def parked(self, channel: str | None, most: int) -> list[Parked]:
        """Return what was put aside, of one channel or of all, the oldest first."""

    def retry(self, id_: str, now: datetime) -> bool:
        """Have one worked on from `now` on as if it had just come; return whether it was still put aside."""

    def drop(self, id_: str, now: datetime) -> bool:
        """Take one for worked on; return whether it was still put aside."""


@dataclass(frozen=True, slots=True)
class SettleParked:
    """The use case."""

    arrivals: ParkedArrivals
    clock: Clock

    def some(self, channel: str | None, most: int) -> list[Parked]:
        """Return what waits for a person, the oldest first."""
        return self.arrivals.parked(channel, most)

    def retry(self, id_: str) -> None:
        """Put one back to work, its attempts counted anew. Raises `Rejected("unknown-parked-message")`."""
        if not self.arrivals.retry(id_, self.clock.now()):
            raise _unknown()

    def drop(self, id_: str) -> None:
        """Let one be; it is forgotten as those that were worked on. Raises `Rejected("unknown-parked-message")`."""
        if not self.arrivals.drop(id_, self.clock.now()):
            raise _unknown()


def id_of(channel: str, message: str) -> str:
    """Return a message's id for people's eyes: providers put the ids of citizens into theirs."""
    return hashlib.sha256(f"{channel}|{message}".encode()).hexdigest()[:16]


def _unknown() -> Rejected:
    return Rejected(
        "unknown-parked-message", "Không có tin nào như vậy đang bị tạm giữ.", "No such message is put aside."
    )
