"""Sign out, here or everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.signing_in import Session
from services.routing.usecases.auditing import Audit
from services.routing.usecases.signing_in.ports import Sessions
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

    def elsewhere(self, life: Life, shown: str) -> None:
        """End one of the account's other sessions, as `shown_id` names it; one that is gone already is no fault."""
        for each in self.sessions.of(life.account.name):
            if shown_id(each) == shown and each.id != life.session.id:
                self.sessions.end(each.id)
                self.audit.write(AuditEntry(at=self.clock.now(), who=life.account.name, what="signed-out"))


def shown_id(session: Session) -> str:
    """Return what a page may call a session: too short to be what is stored of its secret."""
    return session.id[:12]
