"""The catalogue in MongoDB: the version in force, with the event that spreads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from services.routing.domain.amending.amendment import Origin
from services.routing.domain.assigning import Assigner
from services.routing.usecases.amending.ports import Version
from services.routing.usecases.ports import Snapshot

#: What is known of a version besides what it says.
_ABOUT = {"version": 1, "loaded_at": 1, "origin": 1}


@dataclass(frozen=True, slots=True)
class _Compiled:
    snapshot: Mapping[str, Any]
    rules: int
    assigner: Assigner


class MongoCatalogs:
    """Collection `catalog`, one document, as every service has it. A process notices a new version within seconds.

    Every version before it is kept in `catalog_versions`, whole, before the next one takes its place.
    Rules are those of the rule set in force; where there are no rule sets, the snapshot's own, as version 0.
    """

    def __init__(self, database: Database[Any], clock: Clock | None = None) -> None:
        self._catalog: Collection[Any] = database["catalog"]
        self._earlier: Collection[Any] = database["catalog_versions"]
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

    def add(self, version: int, snapshot: Snapshot, at: datetime, event: Event, origin: Origin | None = None) -> bool:
        """Keep the version before and replace it, and only that one, in one write."""
        self._keep(version - 1)
        state = {"version": version, "province": event.data.province, "catalog": snapshot, "loaded_at": at}
        try:
            result = self._catalog.update_one(
                {"_id": CURRENT, "version": version - 1},
                {"$set": {**state, "origin": _slots(origin)}, "$push": {"outbox": _entry(event)}},
                upsert=version == 1,
            )
        except DuplicateKeyError:
            return False
        self.copy.forget()
        return result.modified_count == 1 or result.upserted_id is not None

    def spread_again(self, version: int, event: Event) -> None:
        """Push the event into the version's outbox."""
        self._catalog.update_one({"_id": CURRENT, "version": version}, {"$push": {"outbox": _entry(event)}})

    def history(self) -> Sequence[Version]:
        """Return all versions; the one in force may be kept already."""
        found = [*self._catalog.find({"_id": CURRENT}, _ABOUT), *self._earlier.find({}, _ABOUT)]
        known = {each["version"]: _version(each) for each in found}
        return [known[number] for number in sorted(known, reverse=True)]

    def content(self, version: int) -> Snapshot | None:
        """Return what a version says or said."""
        query = {"version": version}
        found = self._catalog.find_one({"_id": CURRENT, **query}) or self._earlier.find_one({"_id": version})
        return found["catalog"] if found else None

    def became(self, amendment: int) -> int | None:
        """Ask the version in force, then those before it."""
        query = {"origin.amendment": amendment}
        found = self._catalog.find_one({"_id": CURRENT, **query}, _ABOUT) or self._earlier.find_one(query, _ABOUT)
        return found["version"] if found else None

    def _keep(self, version: int) -> None:
        """Copy the version in force, within the server; one that was kept before stays as it is."""
        kept = {**dict.fromkeys(("version", "catalog", "loaded_at", "origin"), 1), "_id": "$version"}
        into = {"into": self._earlier.name, "whenMatched": "keepExisting", "whenNotMatched": "insert"}
        self._catalog.aggregate(
            [{"$match": {"_id": CURRENT, "version": version}}, {"$project": kept}, {"$merge": into}]
        )


def _entry(event: Event) -> dict[str, Any]:
    return entry(event, event.data.province)


def _version(document: Mapping[str, Any]) -> Version:
    origin = document.get("origin")
    return Version(number=document["version"], at=document["loaded_at"], origin=Origin(**origin) if origin else None)


def _slots(origin: Origin | None) -> dict[str, Any] | None:
    return {name: getattr(origin, name) for name in origin.__slots__} if origin else None
