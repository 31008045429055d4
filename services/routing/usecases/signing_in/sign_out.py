"""Sign out, here or everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.usecases.signing_in.ports import Audit, AuditEntry, Sessions
from services.routing.usecases.signing_in.who_is_it import Life


@dataclass(frozen=True, slots=True)
class SignOut:
    """What is ended is ended at once, on every process."""

    sessions: Sessions
    audit: Audit
    clock: Clock

    def __call__(self, life: Life, *, everywhere: bool = False) -> None:
        """End this session, or all of the account's."""
        if everywhere:
            self.sessions.end_all(life.account.name)
        else:
            self.sessions.end(life.session.id)
        what = "signed-out-everywhere" if everywhere else "signed-out"
        self.audit.write(AuditEntry(at=self.clock.now(), who=life.account.name, what=what))
