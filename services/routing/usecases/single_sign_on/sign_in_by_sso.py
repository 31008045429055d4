"""Sign in by the province's single sign-on: which account somebody gets, and who gets none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.signing_in import BY_SSO, BY_STRONG_SSO, FULL, PASSWORD
from services.routing.usecases.auditing import Audit
from services.routing.usecases.ports import AccountBook
from services.routing.usecases.signing_in import CredentialBook, Opened, People, Person, SignIn
from services.routing.usecases.signing_in.sign_in import NOBODY
from services.routing.usecases.single_sign_on import refusals
from services.routing.usecases.single_sign_on.ports import Begun, Identity, Provider


@dataclass(frozen=True, slots=True)
class SignInBySso:
    """An account is found by issuer and subject. The first time, by the verified address that an administrator put into
    it; nobody gets an account, a role or more rights because the provider says so. `roles` only takes away.
    """

    provider: Provider
    people: People
    accounts: AccountBook
    book: CredentialBook
    audit: Audit
    clock: Clock
    sign_in: SignIn
    roles: Mapping[str, frozenset[str]]

    def __call__(self, back: str, code: str, begun: Begun, address: str, browser: str) -> Opened:
        """Return a new session; of stage `password` where our own second factor is still to come.

        Raises `Rejected`: sso-failed, sso-unknown, sso-closed, sso-role-not-granted; `ProviderAwayError`.
        """
        try:
            identity = self.provider.finish(back, code, begun)
        except Rejected as why:
            raise self._refused(NOBODY, why, address) from why
        name = self._name_of(identity, address)
        person = self.people.named(name)
        if person is None:
            raise self._refused(name, refusals.closed(), address)
        if not self._is_granted(person, identity):
            raise self._refused(name, refusals.role_not_granted(), address)
        self._note(name, "signed-in-by-sso", address)
        way = BY_STRONG_SSO if identity.strong else BY_SSO
        return self.sign_in.open(person.account, self._stage(name, identity), browser, way)

    def _stage(self, name: str, identity: Identity) -> str:
        known = self.book.get(name)
        return PASSWORD if known and known.totp and not identity.strong else FULL

    def _name_of(self, identity: Identity, address: str) -> str:
        known = self.book.by_subject(identity.subject)
        if known:
            return known.name
        name = self._name_by_email(identity.email)
        if name is None or not self._bound(name, identity):
            raise self._refused(name or NOBODY, refusals.unknown(), address)
        return name

    def _name_by_email(self, email: str | None) -> str | None:
        if email is None:
            return None
        there = (each for each in self.accounts.all() if each.active and each.email)
        found = [each.name for each in there if (each.email or "").casefold() == email.casefold()]
        return found[0] if len(found) == 1 else None

    def _bound(self, name: str, identity: Identity) -> bool:
        """From now on the subject counts, whatever becomes of addresses. An account has one, and keeps it."""
        entry = AuditEntry(at=self.clock.now(), who=name, what="sso-bound", about=name)
        return self.book.bind(name, identity.subject, entry)

    def _is_granted(self, person: Person, identity: Identity) -> bool:
        if not self.roles:
            return True
        return any(person.account.role in self.roles.get(group, ()) for group in identity.groups)

    def _refused(self, who: str, why: Rejected, address: str) -> Rejected:
        self._note(who, "sso-refused", address, why.slug)
        return why

    def _note(self, who: str, what: str, where: str, note: str = "") -> None:
        self.audit.write(AuditEntry(at=self.clock.now(), who=who, what=what, where=where, note=note))
