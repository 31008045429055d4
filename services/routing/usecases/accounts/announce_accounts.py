"""Tell other services of every account once more: one that is new among them never heard of those that were there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts.open_account import CONSOLE
from services.routing.usecases.ports import AccountBook


@dataclass(frozen=True, slots=True)
class AnnounceAccounts:
    """Nothing about an account changes but the moment of its latest news."""

    accounts: AccountBook
    clock: Clock

    def __call__(self, by: str = CONSOLE) -> int:
        """Announce them, closed ones too, and return how many. One that changes meanwhile announces itself."""
        told = 0
        for account in self.accounts.all():
            again = replace(account, changed_at=self.clock.now())
            told += self.accounts.change(change(account, again, by=by, what="account-announced"))
        return told
