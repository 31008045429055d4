"""Sendings in MongoDB: collection `report_mails`, `_id` is subscription and span, so that a report is sent once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.reporting.domain.mailing.sending import Outcome, Sending, State

SETTLEABLE = [State.UNCERTAIN, State.REFUSED]


class MongoSendings:
    """Port `Sendings`."""

    def __init__(self, database: Database[Any]) -> None:
        self._sendings = database["report_mails"]

    def ensure_indexes(self) -> None:
        """Create the index by state and time. Safe to repeat."""
        self._sendings.create_index([("state", ASCENDING), ("since", DESCENDING)], name="state_since")
        self._sendings.create_index([("since", DESCENDING)], name="since")

    def claim(self, sending: Sending, *, again_before: datetime) -> bool:
        """Insert it, or take it where it is deferred: one of two processes that try at once is told False."""
        free = {"_id": sending.id, "state": State.DEFERRED, "since": {"$lt": again_before}}
        claimed = {
            "subscription": sending.subscription,
            "span": sending.span,
            "state": sending.state,
            "since": sending.since,
            "reason": None,
        }
        try:
            self._sendings.update_one(free, {"$set": claimed, "$inc": {"attempts": 1}}, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    def settle(self, sending: str, outcome: Outcome, at: datetime) -> None:
        """Note the outcome."""
        known = {"state": outcome.state, "reason": outcome.reason, "since": at}
        self._sendings.update_one({"_id": sending}, {"$set": known})

    def doubt(self, before: datetime, now: datetime) -> Sequence[Sending]:
        """Make old claims uncertain, one by one: each is returned to one process only."""
        old = {"state": State.CLAIMED, "since": {"$lt": before}}
        uncertain = {"$set": {"state": State.UNCERTAIN, "since": now}}
        found = []
        while each := self._sendings.find_one_and_update(old, uncertain, return_document=ReturnDocument.AFTER):
            found.append(_read(each))
        return found

    def find(self, sending: str) -> Sending | None:
        """Return one."""
        found = self._sendings.find_one({"_id": sending})
        return _read(found) if found else None

    def forget(self, sending: str) -> None:
        """Remove it, where a person may decide."""
        self._sendings.delete_one({"_id": sending, "state": {"$in": SETTLEABLE}})

    def latest(self, most: int, state: State | None = None) -> Sequence[Sending]:
        """Return the newest."""
        wanted = {"state": state} if state else {}
        order = [("since", DESCENDING), ("_id", DESCENDING)]
        return [_read(each) for each in self._sendings.find(wanted).sort(order).limit(most)]


def _read(found: Mapping[str, Any]) -> Sending:
    return Sending(
        id=found["_id"],
        subscription=found["subscription"],
        span=found["span"],
        state=State(found["state"]),
        since=found["since"],
        attempts=found["attempts"],
        reason=found["reason"],
    )
