"""The archive in MongoDB: collection `archive`, laid out by subject.

The collection is clustered: documents lie in the order of `_id`, which begins with the subject. All that is known of a
case lies together, is read in one sweep without an index, and an event costs one write into one tree. The second index
is by the time of recording. There is no call here that updates or removes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import BulkWriteError, CollectionInvalid

from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.stretch import EVERYTHING, Stretch, stretches_of

NAME = "archive"
#: Between subject and event id: the unit separator, which sorts before every letter and which no id contains.
BETWEEN = "\x1f"
DUPLICATE = 11_000
CHUNK = 2_000
OWN_ORDER = [("_id", ASCENDING)]
SAMPLE = 2_000

Document = dict[str, Any]


class MongoArchive:
    """Port `Archive`."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database
        self._entries = database[NAME]

    def ensure_collection(self) -> None:
        """Create the collection and its index. Safe to repeat, also by two processes at once."""
        if NAME not in self._database.list_collection_names(filter={"name": NAME}):
            with suppress(CollectionInvalid):  # another process was faster
                self._database.create_collection(
                    NAME,
                    clusteredIndex={"key": {"_id": 1}, "unique": True},
                    storageEngine={"wiredTiger": {"configString": "block_compressor=zstd"}},
                )
        self._entries.create_index([("at", ASCENDING)], name="recorded")

    def append(self, entries: Sequence[Archived]) -> None:
        """Insert in one round trip what is not there. Raises pymongo's errors."""
        if not entries:
            return
        try:
            self._entries.insert_many([_document(entry) for entry in entries], ordered=False)
        except BulkWriteError as error:
            if not _only_known_ones(error.details):
                raise

    def entries(self, stretch: Stretch = EVERYTHING, *, before: datetime | None = None) -> Iterator[Archived]:
        """Sweep over a stretch."""
        wanted: Document = {**_within(stretch), **_before(before)}
        # Without the hint the server may read along the other index and sort everything afterwards.
        return map(_entry, self._entries.find(wanted, batch_size=CHUNK).sort("_id", ASCENDING).hint(OWN_ORDER))

    def about(self, subjects: Iterable[str], *, before: datetime | None = None) -> Iterator[Archived]:
        """Look the subjects up, one sweep of neighbours each."""
        for subject in subjects:
            own = {"_id": {"$gte": subject + BETWEEN, "$lt": subject + chr(ord(BETWEEN) + 1)}}
            found = self._entries.find({**own, **_before(before)}).sort("_id", ASCENDING).hint(OWN_ORDER)
            yield from map(_entry, found)

    def since(self, moment: datetime) -> Iterator[Archived]:
        """Read along the time of recording."""
        found = self._entries.find({"at": {"$gte": moment}}, batch_size=CHUNK)
        return map(_entry, found.sort("at", ASCENDING).hint("recorded"))

    def subjects_since(self, moment: datetime) -> Sequence[str]:
        """Read along the time of recording, keys only."""
        found = self._entries.find({"at": {"$gte": moment}}, {"_id": 1}, batch_size=CHUNK).hint("recorded")
        return sorted({_subject(each["_id"]) for each in found})

    def stretches(self, count: int) -> Sequence[Stretch]:
        """Cut at the quantiles of a sample."""
        found = self._entries.aggregate([{"$sample": {"size": SAMPLE}}, {"$project": {"_id": 1}}])
        return stretches_of((_subject(each["_id"]) for each in found), count)

    def size(self) -> int:
        """Return what the collection's own counter says."""
        return self._entries.estimated_document_count()


def _document(entry: Archived) -> Document:
    return {"_id": f"{entry.subject}{BETWEEN}{entry.event}", "at": entry.recorded_at, "body": entry.body}


def _entry(document: Mapping[str, Any]) -> Archived:
    subject, _, event = document["_id"].partition(BETWEEN)
    return Archived(subject, event, document["at"], bytes(document["body"]))


def _subject(key: str) -> str:
    return key.partition(BETWEEN)[0]


def _within(stretch: Stretch) -> Document:
    borders = {"$gte": stretch.first, "$lt": stretch.after}
    given = {operator: border for operator, border in borders.items() if border is not None}
    return {"_id": given} if given else {}


def _before(moment: datetime | None) -> Document:
    return {"at": {"$lt": moment}} if moment else {}


def _only_known_ones(details: Mapping[str, Any]) -> bool:
    """Return whether nothing went wrong but that entries were there already."""
    known = all(error["code"] == DUPLICATE for error in details["writeErrors"])
    return known and not details.get("writeConcernErrors")
