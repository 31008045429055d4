"""The words that people changed, in MongoDB: one document per place, so that every change is one write.

`wordings {_id: "<occasion>/<kind>", version, draft, in_force, versions, history}`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.logs import log
from services.kit.storage.remembered import Remembered
from services.notify.domain.words.unit import Draft, Place, Step, Texts, Unit, Version

REFRESH_SECONDS = 3.0


class MongoWordings:
    """Port `Wordings`. What is in force is read again when it is `REFRESH_SECONDS` old."""

    def __init__(self, database: Database[Any]) -> None:
        self._wordings: Collection[Any] = database["wordings"]
        self._in_force = Remembered(self._read, REFRESH_SECONDS)

    def all(self) -> Sequence[Unit]:
        """Read every document: there are as many as places."""
        return [unit_of(each) for each in self._wordings.find().sort("_id", 1)]

    def find(self, place: Place) -> Unit:
        """Read one."""
        found = self._wordings.find_one({"_id": str(place)})
        return unit_of(found) if found else Unit(place=place)

    def save(self, unit: Unit) -> bool:
        """Insert the first version, replace the one before any other."""
        document = document_of(unit)
        if unit.version > 1:
            before = {"_id": document["_id"], "version": unit.version - 1}
            saved = self._wordings.replace_one(before, document).modified_count == 1
        else:
            saved = self._inserted(document)
        self._in_force.forget()
        return saved

    def in_force(self) -> Mapping[Place, Texts]:
        """Return the copy; an old one while the database is away."""
        return self._in_force.get()

    def _inserted(self, document: dict[str, Any]) -> bool:
        try:
            self._wordings.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    def _read(self) -> Mapping[Place, Texts]:
        """A document that cannot be read counts for nothing: the program's own words are said."""
        found: dict[Place, Texts] = {}
        for each in self._wordings.find({"in_force": {"$ne": None}}):
            try:
                unit = unit_of(each)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                log.error("words cannot be read", place=str(each["_id"]), error=type(error).__name__)
                continue
            if unit.present:
                found[unit.place] = unit.present.texts
        return found


def document_of(unit: Unit) -> dict[str, Any]:
    """Return a place as a document."""
    draft = asdict(unit.draft) | {"hands": sorted(unit.draft.hands)} if unit.draft else None
    return {
        "_id": str(unit.place),
        "version": unit.version,
        "draft": draft,
        "in_force": unit.in_force,
        "versions": [asdict(each) for each in unit.versions],
        "history": [asdict(each) for each in unit.history],
    }


def unit_of(document: Mapping[str, Any]) -> Unit:
    """Return the place in a document. Raises KeyError, TypeError or ValueError for one that nobody of us wrote."""
    occasion, kind = document["_id"].split("/")
    draft = document["draft"]
    return Unit(
        place=Place(occasion, kind),
        version=document["version"],
        draft=Draft(**{**draft, "hands": frozenset(draft["hands"])}) if draft else None,
        in_force=document["in_force"],
        versions=tuple(Version(**each) for each in document["versions"]),
        history=tuple(Step(**each) for each in document["history"]),
    )
