"""Where the record is written and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.routing.domain.auditing import AuditEntry

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """Which entries are asked for; None does not matter. `person` did it, or it was done to them.

    `since` is included, `until` is not.
    """

    person: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    offset: int = 0
    limit: int = MOST_ON_A_PAGE + 1


class Audit(Protocol):
    """A record that only grows, for what changes no document of ours: signing in, failing to, leaving."""

    def write(self, entry: AuditEntry) -> None:
        """Append an entry."""

    def note(self, entries: Mapping[str, AuditEntry]) -> None:
        """Append those that are not there yet, by names of their own: what another service keeps a history of."""


class AuditTrail(Protocol):
    """Everything that was recorded, wherever it stands: beside the account that was changed, among looks, by itself."""

    def find(self, search: AuditSearch) -> Sequence[AuditEntry]:
        """Return entries, latest first."""
