"""Telephone calls as the figures need them: when each came, was answered and ended. No number, no name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.reporting.domain.facts import Stamp


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the hotline, as `call.ended` told of it; moments UTC.

    `after_hours` calls met a closed centre: nobody was there to answer them, so no seat is planned for them.
    """

    id: str
    stamp: Stamp
    queued_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    disposition: str
    branch: str | None
    after_hours: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """How many calls were answered in a span of time, and how many seconds people talked in them."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Calls of a span while the centre was open. `wait_seconds` is the sum over the answered ones."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    wait_seconds: float = 0.0
    talk_seconds: float = 0.0
    after_hours: int = 0
