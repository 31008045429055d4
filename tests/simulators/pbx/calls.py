"""A call while it lasts and afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Call:
    """`phone` is `0…`, or empty when the caller hides it. `branch` is the queue the caller chose or fell into.

    `outcome` is answered, abandoned, busy or voicemail once it is over; `recording` is an address.
    """

    id: str
    vendor: str
    phone: str
    did: str
    branch: str
    started_at: datetime
    direction: str = "inbound"
    extension: str = ""
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    recording: str = ""
    recording_seconds: int = 0

    @property
    def waited(self) -> int:
        """Return the seconds until it was answered, or given up."""
        until = self.answered_at or self.ended_at or self.started_at
        return int((until - self.started_at).total_seconds())

    @property
    def talked(self) -> int:
        """Return the seconds of talk."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return int((self.ended_at - self.answered_at).total_seconds())

    def as_json(self) -> dict[str, object]:
        """Return it for the control API."""
        return {
            "call": self.id,
            "vendor": self.vendor,
            "phone": self.phone,
            "branch": self.branch,
            "extension": self.extension,
            "outcome": self.outcome,
            "started_at": self.started_at.isoformat(),
        }
