"""Accounts of operators, officers and editors as each service keeps them, fed by `account.changed`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.kit.events.account_changed import AccountChanged
from services.kit.events.envelope import Event
from services.kit.storage.remembered import Remembered

REFRESH_SECONDS = 3.0
_DUPLICATE_KEY = 11000


@dataclass(frozen=True, slots=True)
class Account:
    """Who is calling. `agency` is the slug of an officer's agency; `token_sha256` is empty for who only signs in."""

    name: str
    role: str
    agency: str | None
    token_sha256: str
    display_name: str | None = None

    @property
    def shown(self) -> str:
        """How colleagues know them."""
        return self.display_name or self.name


@dataclass(frozen=True, slots=True)
class _Active:
    by_token: dict[str, Account]
    by_name: dict[str, Account]


class MongoAccounts:
    """Collection `accounts`, one document per name. Commutative: the latest change wins, in whatever order they come.

    A removed account stops working within `REFRESH_SECONDS` of its event.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._accounts = database["accounts"]
        self._active = Remembered(self._load, REFRESH_SECONDS)

    def find(self, token_sha256: str) -> Account | None:
        """Return the active account whose token has this SHA-256 (hex), or None."""
        return self._active.get().by_token.get(token_sha256) if token_sha256 else None

    def named(self, name: str) -> Account | None:
        """Return the active account of this name, or None."""
        return self._active.get().by_name.get(name)

    def record(self, events: Iterable[Event]) -> None:
        """Keep what `account.changed` events say: a reaction for the entrypoint's table."""
        changes = [_latest_wins(event.data) for event in events]
        if changes:
            _bulk_ignoring_older(self._accounts, changes)
            self._active.forget()

    def _load(self) -> _Active:
        # Sorted, so that two accounts with one token, which should not be, are told the same way everywhere.
        active = [
            Account(each["_id"], each["role"], each["agency"], each["token_sha256"], each.get("display_name"))
            for each in self._accounts.find({"active": True}).sort("_id", ASCENDING)
        ]
        return _Active(
            {each.token_sha256: each for each in active if each.token_sha256}, {each.name: each for each in active}
        )


def _latest_wins(account: AccountChanged) -> UpdateOne:
    stamp = _stamp(account)
    state = {
        "role": account.role,
        "agency": account.agency,
        "token_sha256": account.token_sha256,
        "active": account.active,
        "display_name": account.display_name,
        "changed_at": account.changed_at,
        "stamp": stamp,
    }
    return UpdateOne({"_id": account.name, "stamp": {"$lt": stamp}}, {"$set": state}, upsert=True)


def _stamp(account: AccountChanged) -> str:
    """Return a text that orders changes: by time, and by content where two have the same time, so that all agree."""
    moment = account.changed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"{moment} {int(not account.active)} {account.token_sha256} {account.role} {account.agency or ''}"


def _bulk_ignoring_older(collection: Any, changes: list[UpdateOne]) -> None:
    """Write; where a newer state exists the upsert tries to insert a second one and is refused, which is right."""
    try:
        collection.bulk_write(changes, ordered=False)
    except BulkWriteError as error:
        if any(each["code"] != _DUPLICATE_KEY for each in error.details["writeErrors"]):
            raise
