"""Loop protection: how many automatic messages one recipient may get, and who may be asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

#: A tally's buckets are hours of UTC.
HOUR = timedelta(hours=1)
HOURS = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages per recipient and channel. 0 means without limit. `requested` is per hour, for answers in a chat."""

    hour: int = 20
    day: int = 60
    requested: int = 60

    def held_until(self, sent: Sequence[int], now: datetime, *, requested: bool) -> datetime | None:
        """Return when the next message may go, or None when it may go now.

        `sent` has what went in each of the last 24 hours, the running hour first.
        """
        hourly = self.requested if requested else self.hour
        next_hour = begin_of_hour(now) + HOUR
        if hourly and sent[0] >= hourly:
            return next_hour
        daily = 0 if requested else self.day
        return next_hour if daily and sum(sent) >= daily else None


def begin_of_hour(moment: datetime) -> datetime:
    """Return the moment the running hour began."""
    return moment.replace(minute=0, second=0, microsecond=0)


def hours_back(now: datetime) -> list[datetime]:
    """Return the beginnings of the last 24 hours, the running one first."""
    return [begin_of_hour(now) - HOUR * n for n in range(HOURS)]
