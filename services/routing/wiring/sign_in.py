"""The composition of signing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.settings import CommonSettings
from services.routing.adapters.mongo_audit import MongoAudit
from services.routing.adapters.mongo_presences import MongoPresences
from services.routing.adapters.mongo_signing_in import MongoCredentials, MongoSessions, MongoSignInAttempts
from services.routing.adapters.oidc_client import OidcClient
from services.routing.adapters.oidc_provider import OidcProvider
from services.routing.adapters.password_secrets import ArgonSecrets, TotpCodes
from services.routing.domain.signing_in import Session
from services.routing.settings import RoutingSettings
from services.routing.settings.sign_in import SignInSettings
from services.routing.settings.single_sign_on import SingleSignOnSettings
from services.routing.usecases.accounts import Presences
from services.routing.usecases.auditing import Audit, AuditTrail, ReadAudit
from services.routing.usecases.ports import AccountBook
from services.routing.usecases.signing_in import (
    Attempts,
    ChangePassword,
    CredentialBook,
    EnrolSecondFactor,
    PassSecondFactor,
    People,
    SecondFactor,
    Secrets,
    Sessions,
    SignIn,
    SignOut,
    SlowDown,
    WhoIsIt,
)
from services.routing.usecases.single_sign_on import ForgetSubject, SignInBySso


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInStore:
    """The adapters; passwords by argon2 where `secrets` says nothing else."""

    people: People
    book: CredentialBook
    sessions: Sessions
    attempts: Attempts
    audit: Audit
    trail: AuditTrail
    presences: Presences
    secrets: Secrets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIn:
    """The use cases, and what pages look into."""

    sign_in: SignIn
    sign_out: SignOut
    who_is_it: WhoIsIt
    pass_second_factor: PassSecondFactor
    enrol_second_factor: EnrolSecondFactor
    change_password: ChangePassword
    factor: SecondFactor
    book: CredentialBook
    sessions: Sessions
    read_audit: ReadAudit
    clock: Clock
    settings: SignInSettings
    forget_subject: ForgetSubject
    sso: SignInBySso | None = None

    def living_sessions(self, name: str) -> Sequence[Session]:
        """Return the sessions of an account that are worth something, newest first."""
        return self.who_is_it.living(name)


def sign_in_store(database: Database[Any], people: People) -> SignInStore:
    """Return the adapters on a database."""
    audit = MongoAudit(database)
    return SignInStore(
        people=people,
        book=MongoCredentials(database),
        sessions=MongoSessions(database),
        attempts=MongoSignInAttempts(database),
        audit=audit,
        trail=audit,
        presences=MongoPresences(database),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    for each in (MongoCredentials(database), MongoSessions(database), MongoAudit(database)):
        each.prepare()
    MongoSignInAttempts(database).prepare()


def build_sign_in(settings: CommonSettings, store: SignInStore, accounts: AccountBook, clock: Clock) -> SigningIn:
    """Return the use cases."""
    own = settings.sign_in if isinstance(settings, RoutingSettings) else SignInSettings()
    secrets, factor = store.secrets or ArgonSecrets(memory_kib=own.memory_kib), TotpCodes()
    people, book, sessions, audit = store.people, store.book, store.sessions, store.audit
    slow_down = SlowDown(store.attempts, clock)
    sign_in = SignIn(people, book, secrets, sessions, slow_down, audit, clock, own.idle, own.longest)
    return SigningIn(
        sign_in=sign_in,
        sign_out=SignOut(sessions, audit, clock),
        who_is_it=WhoIsIt(people, book, sessions, clock, own.idle),
        pass_second_factor=PassSecondFactor(book, factor, sessions, slow_down, audit, clock, sign_in),
        enrol_second_factor=EnrolSecondFactor(book, factor, secrets, slow_down, audit, clock),
        change_password=ChangePassword(people, book, secrets, sessions, slow_down, audit, clock),
        factor=factor,
        book=book,
        sessions=sessions,
        read_audit=ReadAudit(store.trail, audit, clock),
        clock=clock,
        settings=own,
        forget_subject=ForgetSubject(people, book, clock),
        sso=_single_sign_on(own.single_sign_on, store, accounts, clock, sign_in) if own.single_sign_on.issuer else None,
    )


def _single_sign_on(
    own: SingleSignOnSettings, store: SignInStore, accounts: AccountBook, clock: Clock, sign_in: SignIn
) -> SignInBySso:
    client = OidcClient(
        issuer=own.issuer,
        client_id=own.client_id,
        client_secret=own.client_secret,
        roles_claim=own.roles_claim,
        strong=own.strong,
        seconds=own.seconds,
    )
    provider = OidcProvider(client, clock, monotonic)
    return SignInBySso(provider, store.people, accounts, store.book, store.audit, clock, sign_in, own.roles)
