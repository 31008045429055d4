"""Give a program's account a new token: the old one was lost, or seen by somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.routing.usecases.account_events import change
from services.routing.usecases.accounts import refusals
from services.routing.usecases.accounts.open_account import CONSOLE, hash_of, new_token
from services.routing.usecases.accounts.store_change import store
from services.routing.usecases.ports import AccountBook


@dataclass(frozen=True, slots=True)
class RenewToken:
    """The old token stops working everywhere within seconds."""

    accounts: AccountBook
    clock: Clock
    make_token: Callable[[], str] = new_token

    def __call__(self, name: str, by: str = CONSOLE) -> str:
        """Return the new token, once. Raises `Rejected`: unknown-account (also a closed one), account-changed."""
        account = self.accounts.get(name)
        if account is None or not account.active:
            raise refusals.unknown_account(name)
        token = self.make_token()
        renewed = replace(account, token_sha256=hash_of(token), changed_at=self.clock.now())
        store(self.accounts, change(account, renewed, by=by, what="token-renewed"))
        return token
