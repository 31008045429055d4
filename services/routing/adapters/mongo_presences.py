"""What signing in knows about accounts, read for a page of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.routing.domain.signing_in import latest
from services.routing.usecases.accounts import Presence

_SIGNED_IN = ("signed-in", "signed-in-by-sso")


class MongoPresences:
    """Port `Presences`, over `credentials`, `sessions`, `accounts` and `audit`."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database

    def of(self, names: Sequence[str], now: datetime) -> Mapping[str, Presence]:
        """Return what is known of each."""
        wanted = {"_id": {"$in": list(names)}}
        known = {each["_id"]: each for each in self._database["credentials"].find(wanted, {"changes": 0})}
        accounts = {
            each["_id"]: each for each in self._database["accounts"].find(wanted, {"signed_out_at": 1, "active": 1})
        }
        last = self._last_sign_ins(names)
        living = self._living(names, now, accounts, known)
        return {name: _presence(known.get(name, {}), last.get(name), living.get(name, 0)) for name in names}

    def _last_sign_ins(self, names: Sequence[str]) -> Mapping[str, datetime]:
        found = {"who": {"$in": list(names)}, "what": {"$in": _SIGNED_IN}}
        last = {"$group": {"_id": "$who", "at": {"$max": "$at"}}}
        return {each["_id"]: each["at"] for each in self._database["audit"].aggregate([{"$match": found}, last])}

    def _living(
        self, names: Sequence[str], now: datetime, accounts: Mapping[str, Any], known: Mapping[str, Any]
    ) -> dict[str, int]:
        counts: dict[str, int] = {}
        there = {"account": {"$in": list(names)}, "idle_until": {"$gt": now}, "ends_at": {"$gt": now}}
        for each in self._database["sessions"].find(there, {"account": 1, "created_at": 1}):
            name = each["account"]
            account, credentials = accounts.get(name, {}), known.get(name, {})
            out = latest(account.get("signed_out_at"), credentials.get("signed_out_at"))
            if account.get("active") and (out is None or each["created_at"] >= out):
                counts[name] = counts.get(name, 0) + 1
        return counts


def _presence(known: Mapping[str, Any], last: datetime | None, sessions: int) -> Presence:
    return Presence(
        last_sign_in=last,
        sessions=sessions,
        has_password=bool(known.get("password")),
        has_second_factor=bool(known.get("totp")),
        has_single_sign_on=bool(known.get("subject")),
    )
