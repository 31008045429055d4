"""Refused replies in MongoDB, kept so that a repeated reply is refused once, and as the outbox of the refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.database import Database

from services.kit.storage.outbox import ensure_outbox, entry
from services.routing.adapters.bulk import insert_unknown
from services.routing.usecases.ports import Rejection

KEPT_SECONDS = 90 * 24 * 3600


class MongoRejections:
    """Collection `rejections`, keyed by agency and reply id. Entries are forgotten after 90 days."""

    def __init__(self, database: Database[Any]) -> None:
        self._rejections: Collection[Any] = database["rejections"]

    def prepare(self) -> None:
        """Create the indexes. Safe to repeat."""
        ensure_outbox(self._rejections)
        self._rejections.create_index([("rejected_at", ASCENDING)], name="expiry", expireAfterSeconds=KEPT_SECONDS)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that were refused before, in one round trip."""
        return {each["_id"] for each in self._rejections.find({"_id": {"$in": list(ids)}}, {"_id": 1})}

    def add(self, rejections: Sequence[Rejection]) -> None:
        """Insert all in one round trip; known ones stay as they are."""
        insert_unknown(self._rejections, [_document(each) for each in rejections])


def _document(rejection: Rejection) -> dict[str, Any]:
    data = rejection.event.data
    return {
        "_id": rejection.id,
        "agency": rejection.agency,
        "code": data.code,
        "slug": data.slug,
        "vi": data.vi,
        "en": data.en,
        "rejected_at": data.rejected_at,
        "outbox": [entry(rejection.event, rejection.agency)],
    }
