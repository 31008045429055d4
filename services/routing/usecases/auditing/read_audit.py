"""Read the record: on a page, or as a file, which is recorded itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.domain.auditing import AuditEntry
from services.routing.usecases.auditing.ports import Audit, AuditSearch, AuditTrail

MOST_EXPORTED = 10_000
EXPORTED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ReadAudit:
    """Who may do so is said where it is asked for."""

    trail: AuditTrail
    audit: Audit
    clock: Clock

    def __call__(self, search: AuditSearch) -> Sequence[AuditEntry]:
        """Return a page, latest first."""
        return self.trail.find(search)

    def export(self, search: AuditSearch, by: str) -> Iterator[AuditEntry]:
        """Return at most `MOST_EXPORTED` entries, after writing down who takes them away."""
        self.audit.write(AuditEntry(at=self.clock.now(), who=by, what="audit-exported", about=search.person or ""))
        return self._pages(replace(search, limit=EXPORTED_AT_ONCE))

    def _pages(self, search: AuditSearch) -> Iterator[AuditEntry]:
        for offset in range(0, MOST_EXPORTED, EXPORTED_AT_ONCE):
            page = self.trail.find(replace(search, offset=offset))
            yield from page
            if len(page) < EXPORTED_AT_ONCE:
                return
