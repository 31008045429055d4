"""From when to when something holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A period of local days, both included; `last` is None while no end is known."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether `day` lies in the term."""
        return self.first <= day and (self.last is None or day <= self.last)

    def begins_after(self, day: date) -> bool:
        """Return whether the term is still to come."""
        return self.first > day
