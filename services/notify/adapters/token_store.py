"""A provider's tokens in MongoDB: one document per provider, changed only by comparing its version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pymongo import ReturnDocument
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

#: Before any moment there is: a token that was never fetched.
NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token with its life, and the refresh token for the next one. No secret shows in its repr."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    obtained_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored. `refreshing_since` is when a refresh began whose end nobody has written yet.

    `trouble` says why the last refresh failed; `lost` that only a new authorisation by a person will help.
    """

    pair: Pair
    version: int
    refreshing_since: datetime | None = None
    trouble: str | None = None
    lost: bool = False


class TokenStore:
    """All writes are majority writes of one document: a pair is there whole or not at all."""

    def __init__(self, database: Database[Any], provider: str) -> None:
        self._tokens: Collection[Any] = database["tokens"]
        self._provider = provider

    def load(self) -> Stored | None:
        """Return what is stored, None before the first authorisation."""
        found = self._tokens.find_one({"_id": self._provider})
        return _stored(found) if found else None

    def seed(self, refresh: str) -> None:
        """Keep a first refresh token, unless something is stored already."""
        try:
            self._tokens.insert_one({"_id": self._provider, "version": 1, **_fields(_unfetched(refresh))})
        except DuplicateKeyError:
            return

    def authorise(self, refresh: str) -> None:
        """Put a person's new refresh token in the place of whatever is stored."""
        change = {"$set": {**_fields(_unfetched(refresh)), **_SETTLED}, "$inc": {"version": 1}}
        self._tokens.update_one({"_id": self._provider}, change, upsert=True)

    def claim(self, version: int, now: datetime, until: datetime) -> Stored | None:
        """Become the one who refreshes this version until `until`; None when somebody else is, or already has.

        Returns what was stored before, so that one can see whether an earlier refresh never ended. That a refresh
        began is written before the provider is asked.
        """
        free = {"_id": self._provider, "version": version, "$or": [{"lease": None}, {"lease": {"$lte": now}}]}
        claim = [{"$set": {"lease": until, "refreshing_since": {"$ifNull": ["$refreshing_since", now]}}}]
        found = self._tokens.find_one_and_update(free, claim, return_document=ReturnDocument.BEFORE)
        return _stored(found) if found else None

    def replace(self, version: int, pair: Pair) -> bool:
        """Store the pair that followed on `version`; False when it is no longer the one that is stored."""
        change = {"$set": {**_fields(pair), **_SETTLED}, "$inc": {"version": 1}}
        return self._tokens.update_one({"_id": self._provider, "version": version}, change).modified_count == 1

    def give_back(self, before: Stored, again_at: datetime, trouble: str, *, asked: bool, lost: bool) -> None:
        """Let somebody refresh the same version from `again_at` on.

        `asked` says that the provider may have used up the refresh token, so the mark of a begun refresh stays.
        """
        change: dict[str, Any] = {"lease": again_at, "trouble": trouble, "lost": lost}
        if not asked:
            change["refreshing_since"] = before.refreshing_since
        self._tokens.update_one({"_id": self._provider, "version": before.version}, {"$set": change})


_SETTLED: dict[str, Any] = {"lease": None, "refreshing_since": None, "trouble": None, "lost": False}


def _unfetched(refresh: str) -> Pair:
    return Pair("", refresh, NEVER, NEVER)


def _fields(pair: Pair) -> dict[str, Any]:
    return {name: getattr(pair, name) for name in ("access", "refresh", "obtained_at", "expires_at")}


def _stored(found: dict[str, Any]) -> Stored:
    pair = Pair(found["access"], found["refresh"], found["obtained_at"], found["expires_at"])
    return Stored(pair, found["version"], found.get("refreshing_since"), found.get("trouble"), bool(found.get("lost")))
