"""What noticing bursts and dealing with incidents needs from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.events import Event
from services.routing.domain.case import Case
from services.routing.domain.outbreak import Incident, Sign


@dataclass(frozen=True, slots=True)
class Scope:
    """What an incident is about: slugs of categories, and codes of areas (empty: everywhere)."""

    categories: tuple[str, ...]
    areas: tuple[str, ...]


class Signs(Protocol):
    """Looks at what came lately."""

    def recent(self, since: datetime) -> Sequence[Sign]:
        """Return what came since then and is open, with the areas as they stand in the cases."""

    def moments(self, scope: Scope, since: datetime, until: datetime) -> Sequence[datetime]:
        """Return when cases came, whatever became of them."""

    def candidates(self, scope: Scope, since: datetime, limit: int) -> Sequence[Case]:
        """Return open cases that follow no other and are not urgent nor private, oldest first."""


class Incidents(Protocol):
    """Proposed, open and past incidents, each with what waits to be told of it."""

    def propose(self, incident: Incident) -> bool:
        """Store a proposal unless there is a live one of the same watch and area, or the very same; False then."""

    def get(self, id_: str) -> Incident | None:
        """Return an incident."""

    def save(self, incident: Incident, event: Event | None) -> bool:
        """Store a change over the version it was made from, with its event in the same write; False if it is another
        version, or a second live one of its watch and area.
        """

    def live(self, since: datetime) -> Sequence[Incident]:
        """Return what is proposed or open, and what was decided about since then."""

    def newest(self, limit: int) -> Sequence[Incident]:
        """Return incidents, the newest first."""
