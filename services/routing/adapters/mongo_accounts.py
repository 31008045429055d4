"""The accounts of the desk in MongoDB. Other services have copies; this is where they are changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.accounts import Account
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.ports import AccountChange, AccountState
from services.routing.usecases.signing_in.ports import Person

_WITHOUT = {"outbox": 0, "changes": 0}


class MongoAccountBook:
    """Collection `accounts`, keyed by name; the fields the kit's `MongoAccounts` reads for the desk.

    What was done to an account stands beside it, in `changes`, which only grows.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._client = database.client
        self._accounts: Collection[Any] = database["accounts"]
        self._guards: Collection[Any] = database["account_guards"]

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
        found = self._accounts.find_one({"_id": name}, _WITHOUT)
        return _account(found) if found else None

    def change(self, change: AccountChange) -> bool:
        """Write state, event and entry in one document."""
        if not change.takes_an_administrator:
            return self._write(change)
        with self._client.start_session() as session:
            return session.with_transaction(lambda running: self._write_unless_last(change, running))

    def all(self) -> list[AccountState]:
        """Return all accounts by name."""
        return [_account(each) for each in self._accounts.find({}, _WITHOUT, sort=[("_id", ASCENDING)])]

    def named(self, name: str) -> Person | None:
        """Port `People`: read anew each time, so that whoever is put out is out at once."""
        found = self._accounts.find_one({"_id": name, "active": True}, _WITHOUT)
        return _person(_account(found)) if found else None

    def _write_unless_last(self, change: AccountChange, session: ClientSession) -> bool:
        """Two who put each other out at the same time meet at the guard: the second looks again, and is the last."""
        self._guards.update_one({"_id": "administrators"}, {"$inc": {"times": 1}}, upsert=True, session=session)
        others = {"_id": {"$ne": change.after.name}, "role": ADMINISTRATOR, "active": True}
        if self._accounts.find_one(others, {"_id": 1}, session=session) is None:
            return False
        return self._write(change, session)

    def _write(self, change: AccountChange, session: ClientSession | None = None) -> bool:
        state = asdict(change.after)
        found = {"_id": state.pop("name")}
        if change.before is None:
            return self._insert({**found, **state, **_first(change)})
        found["changed_at"] = change.before.changed_at
        more = {"outbox": _outbox(change.event, change.after), "changes": asdict(change.noted)}
        written = self._accounts.update_one(found, {"$set": state, "$push": more}, session=session)
        return written.matched_count == 1

    def _insert(self, document: dict[str, Any]) -> bool:
        try:
            self._accounts.insert_one(document)
        except DuplicateKeyError:
            return False
        return True


def _first(change: AccountChange) -> dict[str, Any]:
    return {"outbox": [_outbox(change.event, change.after)], "changes": [asdict(change.noted)]}


def _outbox(event: Event, account: AccountState) -> dict[str, Any]:
    return entry(event, account.role)


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
        signed_out_at=document.get("signed_out_at"),
    )


def _person(account: AccountState) -> Person:
    known = Account(account.name, account.role, account.agency, account.token_sha256, account.display_name)
    return Person(known, account.signed_out_at)
