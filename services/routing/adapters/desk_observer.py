"""Agencies that work at the desk: what they have not accepted yet, and when they last did something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.routing.domain.case import State
from services.routing.domain.gateway.connection import DESK
from services.routing.domain.gateway.presence import Observation


class DeskObserver:
    """Reads `cases`: what is routed and not accepted, by agency.

    Accepting the oldest is progress; so is everything else that takes a case out of this state.
    """

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._connections = database["agency_connections"]
        self._accounts, self._sessions = database["accounts"], database["sessions"]

    def __call__(self, _: datetime) -> Sequence[Observation]:
        """Return one observation per agency that has ever had a case and has no system of its own."""
        routed_at = {"$last": "$assignments.routed_at"}
        group = {"_id": "$agency", "waiting": {"$sum": 1}, "oldest_at": {"$min": routed_at}}
        found = self._cases.aggregate([{"$match": {"state": State.ROUTED.value}}, {"$group": group}])
        by_agency = {each["_id"]: each for each in found}
        elsewhere = set(self._connections.distinct("_id", {"delivery": {"$ne": DESK}}))
        at_desk = sorted(set(self._cases.distinct("agency")) - elsewhere)
        seen = self._seen()
        return [_observation(agency, by_agency.get(agency, {}), seen.get(agency)) for agency in at_desk]

    def _seen(self) -> dict[str, datetime]:
        """Return when somebody of each agency was last at the desk, as far as sessions still tell."""
        agencies = {
            each["_id"]: each["agency"] for each in self._accounts.find({"agency": {"$ne": None}}, {"agency": 1})
        }
        latest = self._sessions.aggregate([{"$group": {"_id": "$account", "at": {"$max": "$seen_at"}}}])
        found: dict[str, datetime] = {}
        for each in latest:
            agency = agencies.get(each["_id"])
            if agency and each["at"]:
                found[agency] = max(each["at"], found.get(agency, each["at"]))
        return found


def _observation(agency: str, waiting: dict[str, Any], seen_at: datetime | None) -> Observation:
    oldest_at = waiting.get("oldest_at")
    return Observation(
        agency=agency,
        delivery=DESK,
        waiting=waiting.get("waiting", 0),
        progress=oldest_at.isoformat() if oldest_at else "",
        oldest_at=oldest_at,
        seen_at=seen_at,
    )
