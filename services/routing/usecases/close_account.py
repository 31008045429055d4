"""Close an account: its token stops working everywhere within seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.usecases.account_events import changed
from services.routing.usecases.ports import AccountBook


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """The account stays on record, because histories name it."""

    accounts: AccountBook
    clock: Clock

    def __call__(self, name: str) -> None:
        """Close it. Closing a closed account changes nothing. Raises `Rejected("unknown-account")`."""
        account = self.accounts.get(name)
        if account is None:
            raise Rejected("unknown-account", f"Không có tài khoản “{name}”.", f"There is no account “{name}”.")
        if account.active:
            closed = replace(account, active=False, changed_at=self.clock.now())
            self.accounts.put(closed, changed(closed))
