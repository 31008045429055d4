"""What joining cases needs from the outside."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.routing.domain.case import Case


class Neighbours(Protocol):
    """Finds cases that may be about the same matter, and those whose followers wait for an answer."""

    def near(self, category: str | None, area: str | None, since: datetime, limit: int) -> list[Case]:
        """Return open cases of the same area (or, where none is known, of the same topic) received since then."""

    def to_spread(self, limit: int) -> list[Case]:
        """Return answered cases with followers that have not got the answer."""
