"""What triage needs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A case in the queue: enough to choose it by. `held`: decided, and waiting for the forwarding hours."""

    code: str
    title: str
    urgency: str
    received_at: datetime
    channel: str
    held: bool
    returns: int
    doubted: bool
    agency_name: str


class WaitingCases(Protocol):
    """The centre's queue."""

    def first(self, limit: int) -> Sequence[Waiting]:
        """Return what waits: urgent before others, what must be decided before what is held, then the oldest."""

    def counted(self) -> int:
        """Return how many wait in all, up to 1,000."""
