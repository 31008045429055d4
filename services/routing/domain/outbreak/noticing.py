"""Noticing a burst, and telling it from a busy day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.routing.domain.outbreak.watch import Watch

DAYS_BACK = 28
#: What happens at this hour on as many of those days is usual: a weekly market comes four times in four weeks.
BUSY_DAYS = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """A case that came lately: `area` is the unit as it is today."""

    code: str
    category: str
    area: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Burst:
    """Enough cases for a watch, oldest first; `area` is None for the whole province."""

    watch: Watch
    area: str | None
    signs: tuple[Sign, ...]


def bursts(signs: Sequence[Sign], watches: Sequence[Watch], now: datetime) -> Iterator[Burst]:
    """Yield what came in sufficient number within each watch's minutes until now."""
    for watch in watches:
        since = now - timedelta(minutes=watch.minutes)
        heaps: dict[str | None, list[Sign]] = defaultdict(list)
        for sign in signs:
            if since <= sign.at <= now and watch.covers(sign.category) and (watch.everywhere or sign.area):
                heaps[None if watch.everywhere else sign.area].append(sign)
        for area, heap in sorted(heaps.items(), key=lambda item: item[0] or ""):
            if len(heap) >= watch.cases:
                yield Burst(watch, area, tuple(sorted(heap, key=lambda sign: (sign.at, sign.code))))


def usual(moments: Sequence[datetime], now: datetime, minutes: int) -> int:
    """Return how many come at this hour on a busy day: the fourth most of the same minutes on the 28 days before.

    So a weekly market is no alarm, and up to three outbreaks of the last weeks make no later one look usual.
    """
    counts = sorted(
        (_on(moments, now - timedelta(days=back), minutes) for back in range(1, DAYS_BACK + 1)), reverse=True
    )
    return counts[BUSY_DAYS - 1]


def is_unusual(count: int, usual_count: int, watch: Watch) -> bool:
    """Return whether so many are more than a busy day brings."""
    return count >= watch.cases and count >= watch.times * usual_count


def _on(moments: Sequence[datetime], until: datetime, minutes: int) -> int:
    since = until - timedelta(minutes=minutes)
    return sum(since <= moment <= until for moment in moments)
