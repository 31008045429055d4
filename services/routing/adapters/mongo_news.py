"""News of cases from the database's own change stream: what any process writes, every open page hears of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.kit.failures import Retryable
from services.routing.domain.case import Did
from services.routing.usecases.listing.news import AGAIN, NewsRoom, Stir

WATCHED: list[dict[str, Any]] = [
    {"$match": {"operationType": {"$in": ["insert", "update", "replace"]}}},
    {
        "$project": {
            "documentKey": 1,
            "operationType": 1,
            **dict.fromkeys((f"fullDocument.{name}" for name in ("state", "holders", "forward_at")), 1),
            **dict.fromkeys((f"fullDocument.assignments.{name}" for name in ("number", "agency", "ended_at")), 1),
            **dict.fromkeys((f"fullDocument.history.{name}" for name in ("did", "assignment", "at")), 1),
            "updateDescription.updatedFields.version": 1,
        }
    },
]
WAIT_MS = 1_000
#: The acts that hand a case, or a part of it, to an agency.
HANDING = {Did.ROUTED.value, Did.REASSIGNED.value, Did.COORDINATED.value, Did.MOVED.value}


class MongoNews:
    """Reads the stream as long as anybody listens; a turn lasts about a second.

    One stream for all pages of the process, and none while nobody listens. Whoever listens when it begins is told to
    read again: the page was older than the stream.
    """

    def __init__(self, database: Database[Any], room: NewsRoom) -> None:
        self._cases: Collection[Any] = database["cases"]
        self._room = room
        self._stream: Any = None

    def __call__(self) -> bool:
        """Pass on what came; return whether to go on at once."""
        if self._room.is_empty:
            self._close()
            return False
        try:
            self._pass_on()
        except PyMongoError as error:
            self._close()
            raise Retryable("the change stream broke off") from error
        return True

    def _pass_on(self) -> None:
        if self._stream is None:
            self._stream = self._cases.watch(WATCHED, full_document="updateLookup", max_await_time_ms=WAIT_MS)
            self._room.tell(AGAIN)
        change = self._stream.try_next()
        while change is not None:
            if _is_a_version(change) and change.get("fullDocument"):
                self._room.tell(_stir(change["documentKey"]["_id"], change["fullDocument"]))
            change = self._stream.try_next() if self._stream.alive else None

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _is_a_version(change: Mapping[str, Any]) -> bool:
    """Outboxes are emptied and words indexed all the time; only a new version of the case is news."""
    updated = change.get("updateDescription", {}).get("updatedFields", {})
    return change["operationType"] != "update" or "version" in updated


def _stir(code: str, case: Mapping[str, Any]) -> Stir:
    holders = () if case.get("forward_at") else tuple(case.get("holders", ()))
    return Stir(code, case["state"], holders, _parted(case, holders))


def _parted(case: Mapping[str, Any], holders: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agencies whose case this was until the last act. Who was never told of it hears nothing now."""
    history = case.get("history") or [{}]
    told = {each.get("assignment") for each in history if each.get("did") in HANDING}
    ended = history[-1].get("at")
    lost = (each for each in case.get("assignments", ()) if each["number"] in told and each.get("ended_at") == ended)
    return tuple(each["agency"] for each in lost if ended and each["agency"] not in holders)
