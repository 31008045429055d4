"""What waits for editors, on collection `cases`; and who looked at originals, on collection `looks`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.publish.adapters.documents import Document, case_of
from services.publish.domain.case import Case
from services.publish.domain.policy import EDITOR, PUBLISHED, WAITING, WITHHELD
from services.publish.usecases.editing.ports import Asked, Look

_NOT_CASE = {"public": 0, "outbox": 0}
#: Of all that is withheld, what an editor withheld: the rest is nobody's to decide.
_KEPT_BACK = {"state": WITHHELD, "answers.reason": EDITOR}
_PLACES = [("answered_at", ASCENDING), ("_id", ASCENDING)]


class MongoQueue:
    """Port `EditorsQueue`. What waits is read by the index `desk`, what was withheld by one of its own."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases = database["cases"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the index; safe to repeat."""
        if not self._prepared:
            self._cases.create_index(_PLACES, name="kept_back", partialFilterExpression=_KEPT_BACK)
            self._prepared = True

    def find(self, asked: Asked, most: int) -> Sequence[Case]:
        """Return cases, the longest answered first."""
        self.prepare()
        found = self._cases.find(_asked(asked, asked.state), _NOT_CASE).sort(_PLACES)
        return [case_of(each) for each in found.limit(most)]

    def counts(self, asked: Asked, most: int) -> Mapping[str, int]:
        """Return how many there are per state, each counted up to `most`."""
        self.prepare()
        narrowed = Asked(state=asked.state, category=asked.category, agency=asked.agency)
        return {
            state: self._cases.count_documents(_asked(narrowed, state), limit=most)
            for state in (WAITING, PUBLISHED, WITHHELD)
        }


class MongoLooks:
    """Port `Looks`: nothing here changes or deletes one."""

    def __init__(self, database: Database[Document]) -> None:
        self._looks = database["looks"]

    def add(self, look: Look) -> None:
        """Write a look down."""
        fields = {name: getattr(look, name) for name in ("account", "role", "code", "at")}
        self._looks.insert_one({"_id": look.id, **fields})


def _asked(asked: Asked, state: str) -> dict[str, Any]:
    wanted: dict[str, Any] = dict(_KEPT_BACK) if state == WITHHELD else {"state": state}
    wanted["answered_at"] = {"$exists": True}
    if asked.agency:
        wanted["answers.agency"] = asked.agency
    conditions: list[dict[str, Any]] = []
    if asked.category:
        below = {"$regex": rf"^{re.escape(asked.category)}(\.|$)"}
        conditions.append({"$or": [{name: below} for name in ("answers.category", "routings.category")]})
    if asked.after:
        conditions.append(_behind(asked))
    return {**wanted, "$and": conditions} if conditions else wanted


def _behind(asked: Asked) -> dict[str, Any]:
    place = asked.after
    if place is None:
        return {}
    later = {"answered_at": {"$gt": place.answered_at}}
    return {"$or": [later, {"answered_at": place.answered_at, "_id": {"$gt": place.code}}]}
