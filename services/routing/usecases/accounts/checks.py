"""What every account must fulfil, however it came to be so."""

from __future__ import annotations

from collections.abc import Iterable

from services.kit.events.vocabulary import ROLES
from services.routing.domain.accounts import is_email, is_name, needs_agency
from services.routing.usecases.accounts import refusals
from services.routing.usecases.ports import AccountState, Catalogs


def check(account: AccountState, others: Iterable[AccountState], catalogs: Catalogs) -> None:
    """Raise `Rejected` for an account that cannot be. `others` may hold the account itself."""
    if not is_name(account.name):
        raise refusals.malformed_name()
    _check_scope(account, catalogs)
    if account.email is not None:
        _check_email(account, others)


def _check_scope(account: AccountState, catalogs: Catalogs) -> None:
    if account.role not in ROLES:
        raise refusals.unknown_role(account.role)
    if needs_agency(account.role) and account.agency is None:
        raise refusals.agency_needed()
    if not needs_agency(account.role) and account.agency is not None:
        raise refusals.agency_not_needed()
    if account.agency is not None and account.agency not in _agencies(catalogs):
        raise refusals.unknown_agency(account.agency)


def _check_email(account: AccountState, others: Iterable[AccountState]) -> None:
    address = account.email or ""
    if not is_email(address):
        raise refusals.malformed_email()
    if any(each.active and each.name != account.name and _same(each.email, address) for each in others):
        raise refusals.email_taken()


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


def _agencies(catalogs: Catalogs) -> set[str]:
    newest = catalogs.newest()
    return {agency["slug"] for agency in newest[1]["agencies"]} if newest else set()
