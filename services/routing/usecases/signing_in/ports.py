"""What signing in needs from the outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.storage.accounts import Account
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.guessing import Tries
from services.routing.domain.signing_in import Credentials, Session


@dataclass(frozen=True, slots=True)
class Person:
    """An active account; sessions older than `signed_out_at` are worth nothing."""

    account: Account
    signed_out_at: datetime | None = None


class People(Protocol):
    """The accounts that are active, as they are now."""

    def named(self, name: str) -> Person | None:
        """Return the active account of this name."""


class CredentialBook(Protocol):
    """How people prove who they are. What is changed is recorded in the same write."""

    def get(self, name: str) -> Credentials | None:
        """Return somebody's credentials."""

    def set_password(self, name: str, hashed: str, noted: AuditEntry, *, reset: bool) -> None:
        """Store a password. Reset, it must be changed at the first sign-in, and all sessions end."""

    def set_factor(self, name: str, secret: str | None, step: int, recovery: Sequence[str], noted: AuditEntry) -> None:
        """Store a second factor whose `step` is used up, with its recovery codes; none takes it away, and ends all
        sessions.
        """

    def use_step(self, name: str, step: int) -> bool:
        """Mark a time step as used, unless one as late was: a code works once, also where two come at the same time."""

    def use_recovery(self, name: str, hashed: str) -> bool:
        """Take a recovery code away; False where it is not there (any more)."""

    def by_subject(self, subject: str) -> Credentials | None:
        """Return whoever the single sign-on knows by this subject."""

    def bind(self, name: str, subject: str | None, noted: AuditEntry) -> bool:
        """Say whom the single sign-on knows by a subject; none says that it knows them no more, and ends all sessions.

        False where the name has another subject already, or the subject another name.
        """


class Secrets(Protocol):
    """Hashes of passwords and tokens."""

    def hash(self, password: str) -> str:
        """Return a slow, salted hash."""

    def verify(self, hashed: str | None, password: str) -> bool:
        """Return whether it is the password; takes as long for nobody's password as for a wrong one."""

    def token(self) -> str:
        """Return 256 random bits as text."""

    def one_time_password(self) -> str:
        """Return a password that is read out and typed once: no letter looks like another."""


class SecondFactor(Protocol):
    """Codes that change every half minute (RFC 6238)."""

    def secret(self) -> str:
        """Return a new secret, base32."""

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """Return the time step a code belongs to, now or half a minute away; None for a wrong one."""

    def address(self, secret: str, name: str) -> str:
        """Return the `otpauth:` address that a telephone reads as a picture."""


class Sessions(Protocol):
    """Signed-in browsers."""

    def add(self, session: Session) -> None:
        """Store a new one."""

    def find(self, id_: str) -> Session | None:
        """Return a session, also one that has run out."""

    def seen(self, id_: str, at: datetime, idle_until: datetime) -> None:
        """Note that somebody is there."""

    def end(self, id_: str) -> None:
        """End one."""

    def end_all(self, account: str, but: str | None = None) -> int:
        """End all of an account, but perhaps one; return how many."""

    def of(self, account: str) -> Sequence[Session]:
        """Return those of an account, newest first."""


class Attempts(Protocol):
    """Wrong tries, each remembered for a limited time."""

    def find(self, keys: Sequence[str], now: datetime) -> Mapping[str, Tries]:
        """Return the tries that are remembered, by key."""

    def add(self, keys: Sequence[str], now: datetime) -> None:
        """Count one wrong try for each key."""

    def clear(self, keys: Sequence[str]) -> None:
        """Forget the tries of keys."""
