"""Who follows whom, in MongoDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.domain.case import QUIET, State
from services.routing.usecases.merging.ports import Heap

MERGED, ANSWERED = State.MERGED.value, State.ANSWERED.value
#: Nobody is answered by these: whoever follows one goes elsewhere.
ELSEWHERE = (MERGED, State.WITHDRAWN.value)
OPEN = [state.value for state in State if state not in QUIET]
FOLLOWING, LEADING, SPREADING = "following", "leading", "spread_due"


class MongoFollowers:
    """Port `Followers`, on collection `cases`, by indexes that hold nothing else."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        following = [("state", ASCENDING), ("merged_into", ASCENDING), ("_id", ASCENDING)]
        self._cases.create_index(following, name=FOLLOWING, partialFilterExpression={"state": MERGED})
        named = {"followers.0": {"$exists": True}}
        self._cases.create_index([("state", ASCENDING)], name=LEADING, partialFilterExpression=named)
        due = {"spread_due": True}
        self._cases.create_index([("spread_due", ASCENDING)], name=SPREADING, partialFilterExpression=due)

    def unsettled(self, limit: int) -> Sequence[Heap]:
        """Compare what followers say with what their primaries know; nothing but codes is read."""
        following = self._following()
        leading = {"followers.0": {"$exists": True}, "state": {"$in": OPEN}}
        primaries = {
            **self._known({"_id": {"$in": list(following)}}),
            **self._known(leading, hint=LEADING),
            **self._known({"spread_due": True}, hint=SPREADING),
        }
        heaps = [
            Heap(code, following.get(code, ()))
            for code, known in primaries.items()
            if _is_unsettled(known, following.get(code, ()))
        ]
        return heaps[:limit]

    def _following(self) -> dict[str, tuple[str, ...]]:
        stages: list[Mapping[str, Any]] = [
            {"$match": {"state": MERGED}},
            {"$sort": {"merged_into": 1, "_id": 1}},
            {"$group": {"_id": "$merged_into", "codes": {"$push": "$_id"}}},
        ]
        return {each["_id"]: tuple(each["codes"]) for each in self._cases.aggregate(stages, hint=FOLLOWING)}

    def _known(self, asked: Mapping[str, Any], **more: Any) -> dict[str, Mapping[str, Any]]:
        read = {"state": 1, "followers": 1, "spread_due": 1}
        return {each["_id"]: each for each in self._cases.find(asked, read, **more)}


def _is_unsettled(known: Mapping[str, Any], following: Sequence[str]) -> bool:
    if known["state"] in ELSEWHERE:
        return bool(following)
    if known["state"] == ANSWERED:
        return bool(following) or known.get("spread_due", False)
    return set(known.get("followers", ())) != set(following)
