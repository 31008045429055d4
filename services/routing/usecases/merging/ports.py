"""What joining cases needs from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.routing.domain.likeness import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where and when a report is looked for. `areas` are codes, old ones too; `categories` slugs of one branch.

    `cells` are squares on the map (see `domain/grid`). Empty: it is not known.
    """

    areas: tuple[str, ...]
    cells: tuple[str, ...]
    categories: tuple[str, ...]
    since: datetime
    until: datetime


class Neighbours(Protocol):
    """Finds reports that may be about the same matter."""

    def near(self, around: Around, limit: int) -> Sequence[Report]:
        """Return the newest cases that follow no other, of these areas or squares and, where neither is known, of these
        categories alone.
        """


@dataclass(frozen=True, slots=True)
class Heap:
    """A case and those that say that they follow it and have no answer yet."""

    primary: str
    followers: tuple[str, ...]


class Followers(Protocol):
    """Who follows whom, as the followers themselves say: what their documents say is what counts."""

    def unsettled(self, limit: int) -> Sequence[Heap]:
        """Return heaps in which something is left to do: the primary has an answer, or follows another case itself, or
        was taken back, or does not know who follows it.
        """
