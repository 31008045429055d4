"""Forget whom the single sign-on knows: the province gave somebody another identity, or the wrong one was bound."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.domain.auditing import AuditEntry
from services.routing.usecases.accounts import refusals
from services.routing.usecases.signing_in import CredentialBook, People


@dataclass(frozen=True, slots=True)
class ForgetSubject:
    """All sessions end. The next sign-in with the account's verified address binds anew."""

    people: People
    book: CredentialBook
    clock: Clock

    def __call__(self, name: str, by: str) -> None:
        """Forget it. Raises `Rejected("unknown-account")`."""
        if self.people.named(name) is None:
            raise refusals.unknown_account(name)
        self.book.bind(name, None, AuditEntry(at=self.clock.now(), who=by, what="sso-unbound", about=name))
