"""Collection `ratings`: one document per rated answer, with the event that tells of it."""

from __future__ import annotations

from dataclasses import asdict

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.outbox import entry
from services.publish.adapters.documents import Document
from services.publish.domain.rating import Rating


class MongoRatings:
    """Keyed by case and answer: the first word stands."""

    def __init__(self, database: Database[Document]) -> None:
        self._ratings = database["ratings"]

    def add(self, rating: Rating, event: Event) -> bool:
        """Insert rating and event in one document; False where the answer has been rated."""
        try:
            self._ratings.insert_one({"_id": rating.key, **asdict(rating), "outbox": [entry(event, rating.rating)]})
        except DuplicateKeyError:
            return False
        return True

    def find(self, key: str) -> Rating | None:
        """Return the rating of an answer."""
        found = self._ratings.find_one({"_id": key}, {"_id": 0, "outbox": 0})
        return Rating(**found) if found else None
