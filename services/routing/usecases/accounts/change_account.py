"""Change an account: what somebody is called, what they may do, where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.kit.clock import Clock
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts import refusals
from services.routing.usecases.accounts.checks import check
from services.routing.usecases.accounts.open_account import CONSOLE
from services.routing.usecases.accounts.store_change import store
from services.routing.usecases.ports import AccountBook, AccountState, Catalogs


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How an account should be. `seen_at` is the state that was on the screen; None for whatever it is now."""

    role: str
    agency: str | None
    display_name: str | None
    email: str | None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeAccount:
    """What somebody may do changes at once, also in pages that are open."""

    accounts: AccountBook
    catalogs: Catalogs
    clock: Clock

    def __call__(self, name: str, wanted: Wanted, by: str = CONSOLE) -> None:
        """Change it; nothing is written where nothing differs.

        Raises `Rejected`: unknown-account, own-account, last-administrator, account-changed, and what `check` refuses.
        """
        before = self.accounts.get(name)
        if before is None:
            raise refusals.unknown_account(name)
        if wanted.seen_at not in (None, before.changed_at):
            raise refusals.account_changed()
        after = _as_wanted(before, wanted)
        if after == before:
            return
        if name == by and _rights(after) != _rights(before):
            raise refusals.own_account()
        check(after, self.accounts.all(), self.catalogs)
        after = replace(after, changed_at=self.clock.now())
        store(self.accounts, change(before, after, by=by, what="account-changed", note=_said(before, after)))


def _as_wanted(before: AccountState, wanted: Wanted) -> AccountState:
    person = replace(before, display_name=wanted.display_name, email=wanted.email)
    return replace(person, role=wanted.role, agency=wanted.agency)


def _rights(account: AccountState) -> str:
    return f"{account.role} {account.agency or ''}".strip()


def _said(before: AccountState, after: AccountState) -> str:
    """Rights word for word, because they are what an audit asks for; of names and addresses only that they changed."""
    parts = [f"{_rights(before)} → {_rights(after)}"] if _rights(before) != _rights(after) else []
    parts += ["display_name"] if before.display_name != after.display_name else []
    parts += ["email"] if before.email != after.email else []
    return ", ".join(parts)
