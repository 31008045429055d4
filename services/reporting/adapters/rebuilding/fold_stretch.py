"""Fold a stretch of the archive into documents, hold them against those in use, write them where they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.kit.events import Event, decode
from services.reporting.adapters.rebuilding.bytes_of import stored
from services.reporting.adapters.rebuilding.compare import compared
from services.reporting.adapters.rebuilding.projection import Document, Projection
from services.reporting.domain.archived import Archived
from services.reporting.domain.comparison import Comparison, Difference
from services.reporting.usecases.archiving.ports import Archive
from services.reporting.usecases.archiving.stretch import Stretch

#: Subjects that are held in memory together.
AT_A_TIME = 1_000
#: Collections that are made anew have this before their name until they are put in use.
ANEW = "rebuilding."


class FoldStretch:
    """Memory holds what a thousand subjects make, whatever the size of the archive."""

    def __init__(self, database: Database[Any], archive: Archive, projections: Sequence[Projection]) -> None:
        self._database = database
        self._archive = archive
        self._projections = projections

    def __call__(self, stretch: Stretch, *, write: bool) -> Comparison:
        """Return what was folded and how it compares with what is in use. Raises pymongo's errors."""
        told = subjects(self._archive.entries(stretch))
        found, reached = Comparison(), stretch.first
        while chunk := list(islice(told, AT_A_TIME)):
            # Keys of documents are subjects: whatever is in use up to the last of them belongs to this chunk.
            part = Stretch(reached, chunk[-1][0].subject + "\0")
            found += self._settle(chunk, part, write=write)
            reached = part.after
        return found + self._settle([], Stretch(reached, stretch.after), write=write)

    def again(self, named: Sequence[Difference]) -> Comparison:
        """Return how these documents compare now, with what has been told of them by now."""
        found = Comparison()
        for projection in self._projections:
            keys = [each.key for each in named if each.collection == projection.collection]
            told = subjects(self._archive.about(keys))
            new = chain.from_iterable(folded(projection, each) for each in told)
            live = self._database[projection.collection].find({"_id": {"$in": keys}})
            found += compared(projection.collection, map(stored, new), live)
        return found

    def _settle(self, chunk: Sequence[Sequence[Event]], part: Stretch, *, write: bool) -> Comparison:
        found = Comparison(events=sum(map(len, chunk)))
        for projection in self._projections:
            new = list(chain.from_iterable(folded(projection, told) for told in chunk))
            if write and new:
                self._database[ANEW + projection.collection].insert_many(new, ordered=False)
            found += compared(projection.collection, map(stored, new), self._live(projection.collection, part))
        return found

    def _live(self, collection: str, part: Stretch) -> Iterable[Document]:
        borders = {"$gte": part.first, "$lt": part.after}
        within = {operator: border for operator, border in borders.items() if border is not None}
        return self._database[collection].find({"_id": within} if within else {}).sort("_id", ASCENDING)


def subjects(entries: Iterable[Archived]) -> Iterator[list[Event]]:
    """Return the events, those about one subject together."""
    for _, together in groupby(entries, key=attrgetter("subject")):
        yield [decode(entry.body) for entry in together]


def folded(projection: Projection, told: Sequence[Event]) -> Sequence[Document]:
    """Return the documents that the events about one subject make."""
    concerning = [event for event in told if event.type in projection.types]
    return projection.fold(concerning) if concerning else ()
