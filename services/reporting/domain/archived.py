"""An event as the archive keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Archived:
    """One event: about what, which, when reporting was first told of it (UTC), and its bytes without anything personal.

    Entries are ordered by subject and id, so that all there is about one case comes together.
    """

    subject: str
    event: str
    recorded_at: datetime
    body: bytes
