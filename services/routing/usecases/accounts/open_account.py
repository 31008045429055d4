"""Open an account for somebody who works at the desk."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.domain.accounts import COMMAND
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts import refusals
from services.routing.usecases.accounts.checks import check
from services.routing.usecases.ports import AccountBook, AccountState, Catalogs

TOKEN_BYTES = 32
#: Whoever is at the console, where nobody said who.
CONSOLE = f"{COMMAND}hotline"


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Return what is kept of a token; nothing where there is none."""
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """The token is shown once to whoever opens the account; only its SHA-256 is kept and spread."""

    accounts: AccountBook
    catalogs: Catalogs
    clock: Clock
    make_token: Callable[[], str] = new_token

    def __call__(
        self,
        name: str,
        role: str,
        agency: str | None = None,
        *,
        display_name: str | None = None,
        email: str | None = None,
        by: str = CONSOLE,
        with_token: bool = True,
    ) -> str:
        """Open the account and return its token; empty for somebody who only signs in.

        A removed account comes back with a new token, and whoever sat there before is signed out.
        Raises `Rejected`: malformed-account-name, malformed-email, email-taken, unknown-role, agency-needed,
        agency-not-needed, unknown-agency, account-exists.
        """
        before, now = self.accounts.get(name), self.clock.now()
        token = self.make_token() if with_token else ""
        account = AccountState(
            name=name,
            role=role,
            agency=agency,
            token_sha256=hash_of(token),
            active=True,
            changed_at=now,
            display_name=display_name,
            email=email,
            signed_out_at=now,
        )
        check(account, self.accounts.all(), self.catalogs)
        if before and before.active:
            raise refusals.account_exists(name)
        if not self.accounts.change(change(before, account, by=by, what="account-opened", note=_scope(account))):
            raise refusals.account_exists(name)
        return token


def _scope(account: AccountState) -> str:
    return f"{account.role} {account.agency or ''}".strip()
