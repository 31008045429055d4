"""Store what was decided about an account, or say why it does not hold any more."""

from __future__ import annotations

from services.routing.usecases.accounts import refusals
from services.routing.usecases.ports import AccountBook, AccountChange


def store(accounts: AccountBook, change: AccountChange) -> None:
    """Store it. Raises `Rejected`: last-administrator, account-changed."""
    if accounts.change(change):
        return
    others = (each for each in accounts.all() if each.name != change.after.name)
    if change.takes_an_administrator and not any(each.administers for each in others):
        raise refusals.last_administrator()
    raise refusals.account_changed()
