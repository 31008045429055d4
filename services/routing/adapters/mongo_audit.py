"""The record, in MongoDB: read from wherever an entry stands, since it was written together with what it tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.routing.domain.auditing import KINDS, AuditEntry
from services.routing.usecases.auditing import AuditSearch

_FIELDS = ("at", "who", "what", "about", "where", "note")
_SHOWN = {"_id": 0, **dict.fromkeys(_FIELDS, 1)}
_LATEST_FIRST = {"$sort": {"at": DESCENDING, "_id": DESCENDING}}
Stages = list[dict[str, Any]]


class MongoAudit:
    """Collection `audit` (only ever inserted into), `changes` of accounts and credentials, `looks`, `amendments`."""

    def __init__(self, database: Database[Any]) -> None:
        self._audit = database["audit"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        for name, keys in (
            ("latest", []),
            ("who_latest", ["who"]),
            ("about_latest", ["about"]),
            ("what_latest", ["what"]),
        ):
            first = [(key, ASCENDING) for key in keys]
            self._audit.create_index([*first, ("at", DESCENDING), ("_id", DESCENDING)], name=name)

    def write(self, entry: AuditEntry) -> None:
        """Append an entry."""
        self._audit.insert_one(asdict(entry))

    def note(self, entries: Mapping[str, AuditEntry]) -> None:
        """Look which are missing, so that a page that is looked at again writes nothing; the key decides."""
        known = {each["_id"] for each in self._audit.find({"_id": {"$in": list(entries)}}, {"_id": 1})}
        missing = [{"_id": name, **asdict(entry)} for name, entry in entries.items() if name not in known]
        for each in missing:
            self._audit.update_one({"_id": each["_id"]}, {"$setOnInsert": each}, upsert=True)

    def find(self, search: AuditSearch) -> Sequence[AuditEntry]:
        """Ask each source for its latest, and merge: as many of each as the page may need of one alone."""
        most = search.offset + search.limit
        first, *others = _sources(search, most)
        unions: Stages = [{"$unionWith": {"coll": name, "pipeline": stages}} for name, stages in others]
        page: Stages = [_LATEST_FIRST, {"$skip": search.offset}, {"$limit": search.limit}, {"$project": _SHOWN}]
        found = self._audit.aggregate([*first[1], *unions, *page])
        return [AuditEntry(**each) for each in found]


def _sources(search: AuditSearch, most: int) -> list[tuple[str, Stages]]:
    """Return each source's stages: its own index finds the latest before anything is merged."""
    latest: Stages = [_LATEST_FIRST, {"$limit": most}]
    return [
        ("audit", [{"$match": _query(search)}, *latest]),
        ("accounts", [*_changes(search), *latest]),
        ("credentials", [*_changes(search), *latest]),
        ("looks", [{"$match": _looks(search)}, *latest, _AS_ENTRY]),
        ("amendments", [*_STEPS, {"$match": _query(search)}, *latest]),
    ]


def _changes(search: AuditSearch) -> Stages:
    """Entries beside what was changed; there are as many as an administrator can make in a lifetime."""
    return [{"$unwind": "$changes"}, {"$replaceWith": "$changes"}, {"$match": _query(search)}]


#: A look, as an entry: the case is what it was about.
_AS_ENTRY = {
    "$project": {
        "at": 1,
        "who": "$account",
        "what": {"$literal": "contact-looked-at"},
        "about": "$code",
        "where": {"$literal": ""},
        "note": {"$ifNull": ["$why", ""]},
    }
}


#: What was done to changes of the catalogue, as entries: the change is what it was about.
_STEPS: Stages = [
    {"$unwind": "$history"},
    {
        "$project": {
            "at": "$history.at",
            "who": {"$replaceOne": {"input": "$history.by", "find": "desk:", "replacement": ""}},
            "what": {"$concat": ["catalogue-", "$history.did"]},
            "about": {"$toString": "$_id"},
            "where": {"$literal": ""},
            "note": {"$ifNull": ["$history.note", ""]},
        }
    },
]


def _query(search: AuditSearch) -> dict[str, Any]:
    query = _between(search)
    if search.person:
        query["$or"] = [{"who": search.person}, {"about": search.person}]
    if search.kind:
        query["what"] = {"$in": list(KINDS.get(search.kind, ()))}
    return query


def _looks(search: AuditSearch) -> Mapping[str, Any]:
    if search.kind not in (None, "looks"):
        return {"_id": None}
    return {**_between(search), **({"account": search.person} if search.person else {})}


def _between(search: AuditSearch) -> dict[str, Any]:
    edges = {name: at for name, at in (("$gte", search.since), ("$lt", search.until)) if at}
    return {"at": edges} if edges else {}
