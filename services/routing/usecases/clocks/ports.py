"""Cases by their clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.routing.domain.case import Case


class Clocks(Protocol):
    """Finds cases whose time has come, each by an index that holds nothing else."""

    def alarms(self, now: datetime, limit: int) -> list[Case]:
        """Return cases with a step of escalation due, the longest due first."""

    def unanswered(self, now: datetime, limit: int) -> list[Case]:
        """Return cases whose citizen has not answered in time, the longest waiting first."""
