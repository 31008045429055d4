"""Is somebody there? An agency is offline when something waits for it and nobody has fetched for a while.

Counted in the agencies' working time: a commune that is closed on Sunday is not offline on Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.working_time import working_minutes_between

DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of one agency at one moment.

    `progress` is any value that changes whenever something was fetched, accepted or taken. `oldest_at` is when what
    waits longest came, where that is known. `seen_at` is the last sign of life, where it is known.
    """

    agency: str
    delivery: str
    waiting: int
    parked: int = 0
    consumers: int = 0
    progress: str = ""
    oldest_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Working minutes until an agency counts as offline, by its way, and how many more until it is escalated."""

    offline: int = 30
    desk: int = 480
    escalate: int = 60

    def until_offline(self, delivery: str) -> int:
        """Return the working minutes for a way of delivery."""
        return self.desk if delivery == DESK else self.offline


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Where an agency stands. `idle_since` is since when something waits and nothing was fetched; None: all is well."""

    agency: str
    delivery: str
    waiting: int
    parked: int
    consumers: int
    progress: str
    idle_since: datetime | None
    last_seen_at: datetime | None
    online: bool
    changed_at: datetime
    escalated_at: datetime | None = None
    observed_at: datetime

    @property
    def troubled(self) -> bool:
        """Return whether somebody should look: it is away, something is parked, or something waits."""
        return self.trouble[0] < 4

    @property
    def trouble(self) -> tuple[int, float, str]:
        """Return what to sort by so that the worst comes first: how bad, then how long, then the name."""
        rank = 0 if self.escalated_at else 1 if not self.online else 2 if self.parked else 3 if self.idle_since else 4
        return rank, self.idle_since.timestamp() if self.idle_since else 0.0, self.agency


def observe(
    before: Presence | None, seen: Observation, now: datetime, hours: WorkingCalendar, patience: Patience
) -> Presence:
    """Return where the agency stands after an observation."""
    idle_since = _idle_since(before, seen, now)
    idle = 0 if idle_since is None else working_minutes_between(hours, idle_since, now)
    limit = patience.until_offline(seen.delivery)
    online = idle < limit
    flipped = before is not None and before.online != online
    kept = None if online or before is None else before.escalated_at
    return Presence(
        agency=seen.agency,
        delivery=seen.delivery,
        waiting=seen.waiting,
        parked=seen.parked,
        consumers=seen.consumers,
        progress=seen.progress,
        idle_since=idle_since,
        last_seen_at=_last_seen(before, seen, now),
        online=online,
        changed_at=now if before is None or flipped else before.changed_at,
        escalated_at=kept or (now if idle >= limit + patience.escalate else None),
        observed_at=now,
    )


def told(before: Presence | None, after: Presence) -> bool:
    """Return whether the change is worth an event: an agency that has always been there is no news."""
    return after.online is False if before is None else before.online != after.online


def _idle_since(before: Presence | None, seen: Observation, now: datetime) -> datetime | None:
    """The waiting begins with the oldest message, and anew with every sign that somebody fetches."""
    if not seen.waiting:
        return None
    if before is None:
        return seen.oldest_at or now
    if before.progress != seen.progress or _at_the_desk(before, seen):
        return now
    if before.idle_since is None:
        return max(filter(None, (seen.oldest_at, before.observed_at)))
    return before.idle_since


def _at_the_desk(before: Presence, seen: Observation) -> bool:
    """People who are signed in are there; whether they do their work in time is the deadlines' affair, not ours."""
    return seen.delivery == DESK and seen.seen_at is not None and seen.seen_at > before.observed_at


def _last_seen(before: Presence | None, seen: Observation, now: datetime) -> datetime | None:
    """A changed progress is a sign of life of this moment where nobody says a better one."""
    moved = now if before is not None and before.progress != seen.progress and not seen.seen_at else None
    known = [each for each in (before and before.last_seen_at, seen.seen_at, moved) if each]
    return max(known, default=None)
