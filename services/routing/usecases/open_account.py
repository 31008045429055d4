"""Open an account for somebody who works at the desk."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events.vocabulary import AGENCY_ROLES, ROLES
from services.kit.failures import Rejected
from services.routing.usecases.account_events import changed
from services.routing.usecases.ports import AccountBook, AccountState, Catalogs

NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
LONGEST_NAME = 64
TOKEN_BYTES = 32


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(TOKEN_BYTES)


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
    ) -> str:
        """Open the account and return its token. A removed account comes back with a new token.

        Raises `Rejected`: malformed-account-name, unknown-role, agency-needed, agency-not-needed, unknown-agency,
        account-exists.
        """
        self._check(name, role, agency)
        token = self.make_token()
        account = AccountState(
            name=name,
            role=role,
            agency=agency,
            token_sha256=hashlib.sha256(token.encode()).hexdigest(),
            active=True,
            changed_at=self.clock.now(),
            display_name=display_name,
            email=email,
        )
        self.accounts.put(account, changed(account))
        return token

    def _check(self, name: str, role: str, agency: str | None) -> None:
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise _malformed_name()
        if role not in ROLES:
            raise Rejected("unknown-role", f"Không có vai trò “{role}”.", f"There is no role “{role}”.")
        if (role in AGENCY_ROLES) != (agency is not None):
            raise _agency_and_role(agency)
        if agency is not None and agency not in self._agencies():
            raise Rejected("unknown-agency", f"Không có cơ quan “{agency}”.", f"There is no agency “{agency}”.")
        known = self.accounts.get(name)
        if known and known.active:
            raise Rejected("account-exists", f"Đã có tài khoản “{name}”.", f"The account “{name}” exists already.")

    def _agencies(self) -> set[str]:
        newest = self.catalogs.newest()
        return {agency["slug"] for agency in newest[1]["agencies"]} if newest else set()


def _malformed_name() -> Rejected:
    return Rejected(
        "malformed-account-name",
        "Tên tài khoản chỉ gồm chữ thường không dấu, số, dấu chấm và gạch nối.",
        "An account name is lower-case letters without marks, digits, dots and hyphens.",
    )


def _agency_and_role(agency: str | None) -> Rejected:
    if agency is None:
        return Rejected(
            "agency-needed", "Cán bộ cơ quan phải thuộc một cơ quan.", "An agency officer must belong to an agency."
        )
    return Rejected(
        "agency-not-needed", "Chỉ cán bộ cơ quan mới gắn với một cơ quan.", "Only agency officers belong to an agency."
    )
