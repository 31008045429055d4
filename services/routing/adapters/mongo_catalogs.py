"""The catalogue in MongoDB: the version in force, with the event that spreads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.clock import Clock, SystemClock
from services.kit.events import Event
from services.kit.failures import Retryable
from services.kit.storage.catalog import CURRENT, MongoCatalog
from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.adapters.mongo_rule_sets import RulesInForce
from services.routing.domain.assigning import Assigner
from services.routing.usecases.ports import Snapshot


@dataclass(frozen=True, slots=True)
class _Compiled:
    snapshot: Mapping[str, Any]
    rules: int
    assigner: Assigner


class MongoCatalogs:
    """Collection `catalog`, one document, as every service has it. A process notices a new version within seconds.

    Rules are those of the rule set in force; where there are no rule sets, the snapshot's own, as version 0.
    """

    def __init__(self, database: Database[Any], clock: Clock | None = None) -> None:
        self._catalog: Collection[Any] = database["catalog"]
        self._rules = RulesInForce(database)
        self._clock = clock or SystemClock()
        self.copy = MongoCatalog(database)
        self._compiled: _Compiled | None = None

    def prepare(self) -> None:
        """Create the index of the outbox. Safe to repeat."""
        ensure_outbox(self._catalog)

    def assigner(self) -> Assigner:
        """Return what assigns by the version and the rules in force; compiled once for both."""
        snapshot = self.copy.current()
        if snapshot is None:
            raise Retryable("no catalogue has been loaded")
        number, content = self._rules.at(self._clock.now()) or (0, None)
        known = self._compiled
        if known is None or known.snapshot is not snapshot or known.rules != number:
            rules = content.as_snapshot() if content else None
            known = _Compiled(snapshot, number, assigner_of(self.copy.version(), snapshot, rules, number))
            self._compiled = known
        return known.assigner

    def known(self) -> Snapshot | None:
        """Return the content in force from memory, at most seconds old; None while there is none."""
        found = self.copy.current()
        return dict(found) if found else None

    def newest(self) -> tuple[int, Snapshot] | None:
        """Return the version in force and its number, read anew."""
        found = self._catalog.find_one({"_id": CURRENT}, {"version": 1, "catalog": 1})
        return (found["version"], found["catalog"]) if found else None

    def add(self, version: int, snapshot: Snapshot, at: datetime, event: Event) -> bool:
        """Replace the version before, and only that one, in one write."""
        state = {"version": version, "province": event.data.province, "catalog": snapshot, "loaded_at": at}
        try:
            result = self._catalog.update_one(
                {"_id": CURRENT, "version": version - 1},
                {"$set": state, "$push": {"outbox": _entry(event)}},
                upsert=version == 1,
            )
        except DuplicateKeyError:
            return False
        return result.modified_count == 1 or result.upserted_id is not None

    def spread_again(self, version: int, event: Event) -> None:
        """Push the event into the version's outbox."""
        self._catalog.update_one({"_id": CURRENT, "version": version}, {"$push": {"outbox": _entry(event)}})


def _entry(event: Event) -> dict[str, Any]:
    return entry(event, event.data.province)
