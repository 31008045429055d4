"""Close an account, and open it again: nobody is ever deleted, because histories name them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts import refusals
from services.routing.usecases.accounts.checks import check
from services.routing.usecases.accounts.open_account import CONSOLE
from services.routing.usecases.accounts.store_change import store
from services.routing.usecases.ports import AccountBook, Catalogs


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """The account's sessions end with it at once, its token everywhere within seconds."""

    accounts: AccountBook
    clock: Clock

    def __call__(self, name: str, by: str = CONSOLE) -> None:
        """Close it. Closing a closed account changes nothing.

        Raises `Rejected`: unknown-account, own-account, last-administrator, account-changed.
        """
        account = self.accounts.get(name)
        if account is None:
            raise refusals.unknown_account(name)
        if name == by:
            raise refusals.own_account()
        if account.active:
            now = self.clock.now()
            closed = replace(account, active=False, changed_at=now, signed_out_at=now)
            store(self.accounts, change(account, closed, by=by, what="account-closed"))


@dataclass(frozen=True, slots=True)
class ReopenAccount:
    """Back with the same role, agency, password and token; whoever was signed in before is not."""

    accounts: AccountBook
    catalogs: Catalogs
    clock: Clock

    def __call__(self, name: str, by: str = CONSOLE) -> None:
        """Open it again. Opening an open account changes nothing.

        Raises `Rejected`: unknown-account, account-changed, and what `check` refuses: an agency may be gone meanwhile.
        """
        account = self.accounts.get(name)
        if account is None:
            raise refusals.unknown_account(name)
        if not account.active:
            opened = replace(account, active=True, changed_at=self.clock.now())
            check(opened, self.accounts.all(), self.catalogs)
            store(self.accounts, change(account, opened, by=by, what="account-reopened"))
