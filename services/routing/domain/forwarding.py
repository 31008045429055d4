"""When cases are passed on to agencies: at once in the forwarding hours, otherwise when they next begin.

Công văn 756/STTTT-BCVT (19/05/2021) of Gia Lai: what comes from 07:00 to 11:00 is forwarded at once; what comes from
11:00 to 13:00 is held and forwarded at 13:00. Its rows for the afternoon and the evening could not be read; by symmetry
the afternoon forwards at once and the evening holds until the next working morning (the catalogue's data, editable).
A case is accepted and numbered at any hour; only its way to the agency waits, and an urgent one does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.working_time import next_opening

URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Forwarding:
    """`hours` are those in which cases go out at once; None: always."""

    hours: WorkingCalendar | None

    def release_at(self, now: datetime, urgency: str) -> datetime | None:
        """Return the moment (UTC) until which a case decided at `now` is held, or None when it goes out at once."""
        if self.hours is None or urgency == URGENT:
            return None
        release = next_opening(self.hours, now)
        return release.astimezone(UTC) if release > now else None
