"""Credentials, sessions and wrong tries, in MongoDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.routing.domain.auditing import AuditEntry
from services.routing.domain.guessing import REMEMBERED, Tries
from services.routing.domain.signing_in import Credentials, Session


class MongoCredentials:
    """Collection `credentials`, keyed by account name. It never leaves this database."""

    def __init__(self, database: Database[Any]) -> None:
        self._book = database["credentials"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        known = {"subject": {"$type": "string"}}
        self._book.create_index("subject", name="subject", unique=True, partialFilterExpression=known)

    def get(self, name: str) -> Credentials | None:
        """Return somebody's credentials."""
        return _credentials(self._book.find_one({"_id": name}))

    def set_password(self, name: str, hashed: str, noted: AuditEntry, *, reset: bool) -> None:
        """Store it."""
        out = {"signed_out_at": noted.at} if reset else {}
        self._set(name, {"password": hashed, "must_change": reset, **out}, noted)

    def set_factor(self, name: str, secret: str | None, step: int, recovery: Sequence[str], noted: AuditEntry) -> None:
        """Store it."""
        out = {} if secret else {"signed_out_at": noted.at}
        self._set(name, {"totp": secret, "last_step": step, "recovery": list(recovery), **out}, noted)

    def use_step(self, name: str, step: int) -> bool:
        """One conditional write: of two at the same time one wins."""
        found = {"_id": name, "last_step": {"$lt": step}}
        return self._book.update_one(found, {"$set": {"last_step": step}}).modified_count == 1

    def use_recovery(self, name: str, hashed: str) -> bool:
        """One conditional write."""
        found = {"_id": name, "recovery": hashed}
        return self._book.update_one(found, {"$pull": {"recovery": hashed}}).modified_count == 1

    def by_subject(self, subject: str) -> Credentials | None:
        """Return whoever the single sign-on knows so."""
        return _credentials(self._book.find_one({"subject": subject}))

    def bind(self, name: str, subject: str | None, noted: AuditEntry) -> bool:
        """One conditional write; the index sees to it that nobody else has the subject."""
        if subject is None:
            self._set(name, {"subject": None, "signed_out_at": noted.at}, noted)
            return True
        try:
            self._set(name, {"subject": subject}, noted, subject=None)
        except DuplicateKeyError:
            return False
        return True

    def _set(self, name: str, fields: Mapping[str, Any], noted: AuditEntry, **where: Any) -> None:
        """Only ever the fields that change: somebody else may be changing others. The entry goes with them."""
        change = {"$set": dict(fields), "$push": {"changes": asdict(noted)}}
        self._book.update_one({"_id": name, **where}, change, upsert=True)


def _credentials(document: Mapping[str, Any] | None) -> Credentials | None:
    if document is None:
        return None
    facts = {key: value for key, value in document.items() if key not in ("_id", "changes")}
    return Credentials(name=document["_id"], **{**facts, "recovery": tuple(facts.get("recovery", ()))})


class MongoSessions:
    """Collection `sessions`, removed by the server when they have run out."""

    def __init__(self, database: Database[Any]) -> None:
        self._sessions = database["sessions"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        self._sessions.create_index("ends_at", name="ends", expireAfterSeconds=0)
        self._sessions.create_index([("account", ASCENDING), ("created_at", DESCENDING)], name="of_account")

    def add(self, session: Session) -> None:
        """Insert it."""
        document = asdict(session)
        self._sessions.insert_one({"_id": document.pop("id"), **document})

    def find(self, id_: str) -> Session | None:
        """Return a session."""
        found = self._sessions.find_one({"_id": id_})
        return _session(found) if found else None

    def seen(self, id_: str, at: datetime, idle_until: datetime) -> None:
        """Note that somebody is there."""
        self._sessions.update_one({"_id": id_}, {"$set": {"seen_at": at, "idle_until": idle_until}})

    def end(self, id_: str) -> None:
        """Delete one."""
        self._sessions.delete_one({"_id": id_})

    def end_all(self, account: str, but: str | None = None) -> int:
        """Delete all of an account, but perhaps one."""
        return self._sessions.delete_many({"account": account, "_id": {"$ne": but}}).deleted_count

    def of(self, account: str) -> Sequence[Session]:
        """Return those of an account, newest first."""
        return [_session(each) for each in self._sessions.find({"account": account}, sort=[("created_at", -1)])]


def _session(document: Mapping[str, Any]) -> Session:
    return Session(id=document["_id"], **{key: value for key, value in document.items() if key != "_id"})


class MongoSignInAttempts:
    """Collection `sign_in_attempts`: one small document per key, removed by the server when it is forgotten."""

    def __init__(self, database: Database[Any]) -> None:
        self._attempts = database["sign_in_attempts"]

    def prepare(self) -> None:
        """Create the index. Safe to repeat."""
        self._attempts.create_index("until", name="until", expireAfterSeconds=0)

    def find(self, keys: Sequence[str], now: datetime) -> Mapping[str, Tries]:
        """Return the tries that are remembered; the server's sweep may come late."""
        remembered = {"_id": {"$in": list(keys)}, "last_at": {"$gt": now - REMEMBERED}}
        return {each["_id"]: Tries(each["wrong"], each["last_at"]) for each in self._attempts.find(remembered)}

    def add(self, keys: Sequence[str], now: datetime) -> None:
        """Count one more, or the first one where earlier ones are forgotten: one write for each key."""
        known = {"$gt": ["$last_at", now - REMEMBERED]}
        counted = {
            "wrong": {"$cond": [known, {"$add": ["$wrong", 1]}, 1]},
            "last_at": now,
            "until": now + REMEMBERED,
        }
        self._attempts.bulk_write([UpdateOne({"_id": key}, [{"$set": counted}], upsert=True) for key in keys])

    def clear(self, keys: Sequence[str]) -> None:
        """Forget the tries of keys."""
        self._attempts.delete_many({"_id": {"$in": list(keys)}})
