"""What noticing bursts needs from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.routing.domain.incident import Burst, Incident, Standing


class Bursts(Protocol):
    """Counts what came lately."""

    def since(self, since: datetime, now: datetime, least: int) -> Sequence[Burst]:
        """Return topics and areas with at least `least` open cases since then, with what is usual there."""

    def codes(self, category: str, area: str | None, since: datetime, limit: int) -> Sequence[str]:
        """Return the open cases of a topic and area that are not urgent and follow no other, oldest first."""


class Incidents(Protocol):
    """Proposed, open and past incidents."""

    def propose(self, incident: Incident) -> bool:
        """Store a proposal unless there is one of the same id, or an open one of the topic and area; False then."""

    def get(self, id_: str) -> Incident | None:
        """Return an incident."""

    def decide(self, incident: Incident, before: Standing, event: Event | None) -> bool:
        """Store a decision with its event, if it still stands as before."""

    def standing(self, standing: Standing | None, limit: int) -> Sequence[Incident]:
        """Return incidents, newest first."""
