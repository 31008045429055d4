"""When citizens were last heard in a chat, in MongoDB: `windows {_id: "<channel>:<recipient>", heard_at}`."""

from __future__ import annotations

from collections.abc import Collection as Some
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from services.notify.domain.choice import Heard
from services.notify.domain.message import Route

#: The longest window is seven days.
KEPT_SECONDS = 30 * 24 * 3600


class MongoWindows:
    """A moment only ever grows, so that the order in which events come does not matter."""

    def __init__(self, database: Database[Any]) -> None:
        self._windows: Collection[Any] = database["windows"]

    def prepare(self) -> None:
        """Create the index by which old entries go."""
        self._windows.create_index("heard_at", name="old", expireAfterSeconds=KEPT_SECONDS)

    def hear(self, heard: Heard) -> None:
        """One round trip."""
        if heard:
            self._windows.bulk_write(
                [
                    UpdateOne({"_id": _name(route)}, {"$max": {"heard_at": moment}}, upsert=True)
                    for route, moment in heard.items()
                ],
                ordered=False,
            )

    def find(self, routes: Some[Route]) -> Heard:
        """One round trip."""
        names = {_name(route): route for route in routes}
        found = self._windows.find({"_id": {"$in": list(names)}}) if names else ()
        return {names[each["_id"]]: each["heard_at"] for each in found}


def _name(route: Route) -> str:
    return f"{route.channel}:{route.recipient}"
