"""The catalogue (categories, agencies, areas, rules, calendar) as each service keeps it, fed by `catalog.changed`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events.catalog_changed import CatalogChanged
from services.kit.events.envelope import Event
from services.kit.storage.remembered import Remembered

REFRESH_SECONDS = 3.0
CURRENT = "current"

Snapshot = Mapping[str, Any]


class MongoCatalog:
    """Collection `catalog`, one document. Commutative: the highest version wins, in whatever order they come."""

    def __init__(self, database: Database[Any]) -> None:
        self._catalog = database["catalog"]
        self._document = Remembered(self._load, REFRESH_SECONDS)

    def current(self) -> Snapshot | None:
        """Return the snapshot, or None while none has arrived. The same object until it changes: readers may cache."""
        found = self._document.get()
        return found["catalog"] if found else None

    def version(self) -> int:
        """Return the version of the snapshot, 0 while there is none."""
        return int(self._document.get().get("version", 0))

    def province(self) -> Mapping[str, Any]:
        """Return the snapshot's `province` part, for the head of pages; empty while there is none."""
        snapshot = self.current()
        return snapshot["province"] if snapshot else {}

    def record(self, events: Iterable[Event]) -> None:
        """Keep the newest of the snapshots in `events`: a reaction for the entrypoint's table."""
        newest = max((event.data for event in events), key=lambda data: data.version, default=None)
        if newest is not None:
            self._keep(newest)
            self.forget()

    def forget(self) -> None:
        """Read again at the next call: somebody here has just stored another version."""
        self._document.forget()

    def _keep(self, data: CatalogChanged) -> None:
        older = {"_id": CURRENT, "version": {"$lt": data.version}}
        new = {"version": data.version, "province": data.province, "catalog": data.catalog}
        with suppress(DuplicateKeyError):  # a newer version is already here
            self._catalog.update_one(older, {"$set": new}, upsert=True)

    def _load(self) -> dict[str, Any]:
        """Read the document only when its version is another than the one in memory."""
        known = self._document.peek()
        unless = {"version": {"$ne": known["version"]}} if known else {}
        return self._catalog.find_one({"_id": CURRENT, **unless}) or known or {}
