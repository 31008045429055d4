"""Quiet hours: nobody's telephone shall ring at night, unless it must or its owner is awake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.notify.domain.message import EMAIL

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
#: Who wrote or called so recently has the telephone in hand.
AWAKE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` until just before `ends`, local time, over midnight where `ends` is earlier. Equal: never."""

    begins: time = time(22)
    ends: time = time(6)

    def held_until(
        self, channel: str, now: datetime, *, urgent: bool = False, heard_at: datetime | None = None
    ) -> datetime | None:
        """Return when a message may go, or None when it may go now. Mail rings at no bedside."""
        awake = heard_at is not None and now - heard_at <= AWAKE
        if channel == EMAIL or urgent or awake or not self._covers(now.astimezone(LOCAL).time()):
            return None
        return self._end_after(now)

    def _covers(self, moment: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends

    def _end_after(self, now: datetime) -> datetime:
        local = now.astimezone(LOCAL)
        end = datetime.combine(local.date(), self.ends, LOCAL)
        return (end if end > local else end + timedelta(days=1)).astimezone(now.tzinfo)
