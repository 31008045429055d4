"""End somebody's sessions: a telephone was lost, a browser was left open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts import refusals
from services.routing.usecases.accounts.open_account import CONSOLE
from services.routing.usecases.accounts.store_change import store
from services.routing.usecases.ports import AccountBook


@dataclass(frozen=True, slots=True)
class EndSessions:
    """One write ends them all, at once and in every process: a session older than it is worth nothing."""

    accounts: AccountBook
    clock: Clock

    def __call__(self, name: str, by: str = CONSOLE) -> None:
        """End them. Raises `Rejected`: unknown-account, account-changed."""
        account = self.accounts.get(name)
        if account is None:
            raise refusals.unknown_account(name)
        now = self.clock.now()
        ended = replace(account, changed_at=now, signed_out_at=now)
        store(self.accounts, change(account, ended, by=by, what="sessions-ended"))
