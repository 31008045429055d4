"""The published cases as a stretch of the index by time of answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.publish.adapters.documents import Document, public_case_of
from services.publish.domain.public_case import PublicCase

#: Cases in memory at once, and how long a reader of a stream may be away.
BATCH = 200


class MongoPublishedStream:
    """Port `PublishedStream` on collection `cases`."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases = database["cases"]

    def between(self, since: datetime, until: datetime) -> Iterator[PublicCase]:
        """Yield the cases, a few at a time in memory."""
        found = self._cases.find(_answered(since, until), {"_id": 0, "public": 1}, batch_size=BATCH)
        for each in found.sort("public.answered_at", ASCENDING):
            yield public_case_of(each["public"])

    def codes(self, since: datetime, until: datetime, most: int) -> Iterator[tuple[str, datetime]]:
        """Yield code and time of answer, at most so many."""
        found = self._cases.find(_answered(since, until), {"public.answered_at": 1}, limit=most)
        for each in found.sort("public.answered_at", ASCENDING):
            yield each["_id"], each["public"]["answered_at"]

    def count(self, since: datetime, until: datetime) -> int:
        """Return how many there are."""
        return self._cases.count_documents(_answered(since, until))


def _answered(since: datetime, until: datetime) -> dict[str, Any]:
    return {"public.answered_at": {"$exists": True, "$gte": since, "$lt": until}}
