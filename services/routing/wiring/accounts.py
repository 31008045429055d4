"""The composition of what administrators do with accounts."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.clock import Clock
from services.routing.usecases.accounts import (
    AnnounceAccounts,
    ChangeAccount,
    EndSessions,
    FindUsers,
    Presences,
    RenewToken,
    ReopenAccount,
)
from services.routing.usecases.ports import AccountBook, Catalogs


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAccounts:
    """Beside opening and closing, which every application knows."""

    change: ChangeAccount
    reopen: ReopenAccount
    renew_token: RenewToken
    end_sessions: EndSessions
    find: FindUsers
    announce: AnnounceAccounts


def build_accounts(book: AccountBook, presences: Presences, catalogs: Catalogs, clock: Clock) -> DeskAccounts:
    """Return the use cases."""
    return DeskAccounts(
        change=ChangeAccount(book, catalogs, clock),
        reopen=ReopenAccount(book, catalogs, clock),
        renew_token=RenewToken(book, clock),
        end_sessions=EndSessions(book, clock),
        find=FindUsers(book, presences, clock),
        announce=AnnounceAccounts(book, clock),
    )
