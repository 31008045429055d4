"""The accounts of the desk in MongoDB. Other services have copies; this is where they are changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.usecases.ports import AccountState


class MongoAccountBook:
    """Collection `accounts`, keyed by name; the fields the kit's `MongoAccounts` reads for the desk."""

    def __init__(self, database: Database[Any]) -> None:
        self._accounts: Collection[Any] = database["accounts"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        ensure_outbox(self._accounts)
        if "token" in self._accounts.index_information():
            self._accounts.drop_index("token")  # it took "no token" for a token
        with_token = {"token_sha256": {"$gt": ""}}
        self._accounts.create_index(
            [("token_sha256", ASCENDING)], name="own_token", unique=True, partialFilterExpression=with_token
        )

    def get(self, name: str) -> AccountState | None:
        """Return an account, also a removed one."""
        found = self._accounts.find_one({"_id": name}, {"outbox": 0})
        return _account(found) if found else None

    def put(self, account: AccountState, event: Event) -> None:
        """Write state and event in one document."""
        state = asdict(account)
        name = state.pop("name")
        self._accounts.update_one(
            {"_id": name}, {"$set": state, "$push": {"outbox": entry(event, account.role)}}, upsert=True
        )

    def all(self) -> list[AccountState]:
        """Return all accounts by name."""
        return [_account(each) for each in self._accounts.find({}, {"outbox": 0}, sort=[("_id", ASCENDING)])]


def _account(document: dict[str, Any]) -> AccountState:
    return AccountState(
        name=document["_id"],
        role=document["role"],
        agency=document["agency"],
        token_sha256=document["token_sha256"],
        active=document["active"],
        changed_at=document["changed_at"],
        display_name=document.get("display_name"),
        email=document.get("email"),
    )
