"""Accounts: who may work at the desk, as what, and for whom."""

from services.routing.usecases.accounts.announce_accounts import AnnounceAccounts
from services.routing.usecases.accounts.change_account import ChangeAccount, Wanted
from services.routing.usecases.accounts.end_sessions import EndSessions
from services.routing.usecases.accounts.find_users import (
    MOST_ON_A_PAGE,
    FindUsers,
    Found,
    Presence,
    Presences,
    User,
    UserSearch,
)
from services.routing.usecases.accounts.open_account import OpenAccount
from services.routing.usecases.accounts.renew_token import RenewToken
from services.routing.usecases.accounts.switch_account import CloseAccount, ReopenAccount

__all__ = [
    "MOST_ON_A_PAGE",
    "AnnounceAccounts",
    "ChangeAccount",
    "CloseAccount",
    "EndSessions",
    "FindUsers",
    "Found",
    "OpenAccount",
    "Presence",
    "Presences",
    "RenewToken",
    "ReopenAccount",
    "User",
    "UserSearch",
    "Wanted",
]
