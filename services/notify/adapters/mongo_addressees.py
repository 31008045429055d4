"""Who filed each case, in MongoDB: one document per case, `{_id: code, known, contact…, held: {event id: bytes}}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from pymongo import InsertOne, UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.kit.events import Event, decode, encode
from services.notify.domain.addressee import Addressee

DUPLICATE_KEY = 11000
_FIELDS = tuple(field.name for field in fields(Addressee) if field.name != "code")
#: These have no default to come back to.
_NULLABLE = frozenset({"name", "email"})


class MongoAddressees:
    """Knowing and holding exclude each other in one document, so no event is held after its case became known."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def introduce(self, addressees: Sequence[Addressee]) -> list[str]:
        """Insert what is new, which is nearly everything; complete the documents that were there."""
        documents = {each.code: _document(each) for each in addressees}
        inserts = [InsertOne({"_id": code, **facts}) for code, facts in documents.items()]
        there = [list(documents)[place] for place in _refused(self._cases, inserts)]
        if there:
            self._cases.bulk_write(
                [UpdateOne({"_id": code}, {"$set": documents[code]}) for code in there], ordered=False
            )
        return there

    def find(self, codes: Iterable[str]) -> Mapping[str, Addressee]:
        """Return the addressees that are known, by case code."""
        wanted = list(codes)
        if not wanted:
            return {}
        found = self._cases.find({"_id": {"$in": wanted}, "known": True}, {"held": 0})
        return {document["_id"]: _addressee(document) for document in found}

    def hold(self, events: Sequence[Event]) -> list[Event]:
        """Keep events of unknown cases. An upsert that meets a known case tries to insert it again and is told so."""
        requests = [
            UpdateOne(
                {"_id": event.subject, "known": {"$ne": True}},
                {"$set": {f"held.{event.id}": encode(event), "known": False}},
                upsert=True,
            )
            for event in events
        ]
        refused = [events[place] for place in _refused(self._cases, requests)]
        known = self.find({event.subject for event in refused})
        # The others met another replica's first event of the same case; the document is there now.
        again = [event for event in refused if event.subject not in known]
        back = [event for event in refused if event.subject in known]
        return back + self.hold(again) if again else back

    def held(self, codes: Iterable[str]) -> list[Event]:
        """Return the events held for these cases."""
        wanted = list(codes)
        if not wanted:
            return []
        found = self._cases.find({"_id": {"$in": wanted}, "held": {"$exists": True}}, {"held": 1})
        return [decode(body) for document in found for body in document["held"].values()]

    def let_go(self, codes: Iterable[str]) -> None:
        """Forget what was held for these cases."""
        self._cases.update_many({"_id": {"$in": list(codes)}, "known": True}, {"$unset": {"held": ""}})


def _refused(collection: Collection[Any], requests: Sequence[Any]) -> list[int]:
    """Run a bulk write; return the places of requests refused because their document is there. Raises all else."""
    if not requests:
        return []
    try:
        collection.bulk_write(list(requests), ordered=False)
    except BulkWriteError as error:
        errors = error.details.get("writeErrors", [])
        if any(each["code"] != DUPLICATE_KEY for each in errors) or error.details.get("writeConcernErrors"):
            raise
        return [each["index"] for each in errors]
    return []


def _document(addressee: Addressee) -> dict[str, Any]:
    facts = {name: getattr(addressee, name) for name in _FIELDS}
    return {"known": True, **{name: value for name, value in facts.items() if value is not None or name in _NULLABLE}}


def _addressee(document: Mapping[str, Any]) -> Addressee:
    """Return the addressee; documents written before a field existed have its default."""
    return Addressee(code=document["_id"], **{name: document[name] for name in _FIELDS if name in document})
