"""Find people who work at the desk: by words, role, agency and whether they may work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.kit.clock import Clock
from services.kit.text import fold
from services.routing.usecases.accounts import refusals
from services.routing.usecases.ports import AccountBook, AccountState

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class UserSearch:
    """Which accounts are asked for; None and no words do not matter. Pages are counted from 1."""

    words: str = ""
    role: str | None = None
    agency: str | None = None
    active: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """When somebody last signed in, how many of their sessions live, and how they prove who they are."""

    last_sign_in: datetime | None = None
    sessions: int = 0
    has_password: bool = False
    has_second_factor: bool = False
    has_single_sign_on: bool = False


class Presences(Protocol):
    """What signing in knows about accounts."""

    def of(self, names: Sequence[str], now: datetime) -> Mapping[str, Presence]:
        """Return what is known; a name of which nothing is known may be missing."""


@dataclass(frozen=True, slots=True)
class User:
    """A line of the list."""

    account: AccountState
    presence: Presence


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list, and how many there are altogether."""

    users: Sequence[User]
    total: int


@dataclass(frozen=True, slots=True)
class FindUsers:
    """A province has some thousand accounts: they are read at once and looked through here, without diacritics."""

    accounts: AccountBook
    presences: Presences
    clock: Clock

    def __call__(self, search: UserSearch) -> Found:
        """Return a page of accounts by name."""
        fitting = [each for each in self.accounts.all() if _fits(each, search)]
        first = (search.page - 1) * MOST_ON_A_PAGE
        return Found(self._with_presence(fitting[first : first + MOST_ON_A_PAGE]), len(fitting))

    def every(self, search: UserSearch) -> Sequence[User]:
        """Return all that fit, whatever the page."""
        return self._with_presence([each for each in self.accounts.all() if _fits(each, search)])

    def one(self, name: str) -> User:
        """Return one. Raises `Rejected("unknown-account")`."""
        account = self.accounts.get(name)
        if account is None:
            raise refusals.unknown_account(name)
        return self._with_presence([account])[0]

    def _with_presence(self, accounts: Sequence[AccountState]) -> list[User]:
        known = self.presences.of([each.name for each in accounts], self.clock.now())
        return [User(each, known.get(each.name, Presence())) for each in accounts]


def _fits(account: AccountState, search: UserSearch) -> bool:
    asked = ((search.role, account.role), (search.agency, account.agency), (search.active, account.active))
    told = fold(f"{account.name} {account.display_name or ''} {account.email or ''}")
    return all(want in (None, has) for want, has in asked) and all(word in told for word in fold(search.words).split())
