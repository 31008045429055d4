"""An incident: many report one thing. A person confirms it; then new reports join by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """Where an incident stands."""

    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """How many cases of one topic came from one area lately, and how many come there usually in the same time."""

    category: str
    area: str | None
    count: int
    usual: float
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`id` is topic and area and the day it began; `head` the oldest case, whose answer all get."""

    id: str
    category: str
    area: str | None
    head: str
    title: str
    standing: Standing
    count: int
    noticed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What counts as a burst: at least `least` cases within `within`, and `times` as many as usual."""

    least: int = 5
    within: timedelta = timedelta(minutes=120)
    times: float = 4.0


def is_burst(burst: Burst, alarm: Alarm) -> bool:
    """Return whether so many cases are more than a busy day."""
    return burst.count >= alarm.least and burst.count >= alarm.times * burst.usual
