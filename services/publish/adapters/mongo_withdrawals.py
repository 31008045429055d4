"""Collection `withdrawals`: one document per case whose citizen wants it back, with the event that tells of it."""

from __future__ import annotations

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.events import Event
from services.kit.storage.outbox import ensure_outbox, entry
from services.publish.adapters.documents import Document
from services.publish.domain.withdrawal import Withdrawal


class MongoWithdrawals:
    """Keyed by the case: the first wish stands."""

    def __init__(self, database: Database[Document]) -> None:
        self._withdrawals = database["withdrawals"]
        self._prepared = False

    def add(self, wish: Withdrawal, told: tuple[Event, str]) -> bool:
        """Insert wish and event in one document; False where there is one already."""
        self._prepare()
        document = {"_id": wish.code, "reason": wish.reason, "at": wish.at, "outbox": [entry(*told)]}
        try:
            self._withdrawals.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    def find(self, code: str) -> Withdrawal | None:
        """Return the wish about a case."""
        found = self._withdrawals.find_one({"_id": code}, {"outbox": 0})
        return Withdrawal(code=found["_id"], reason=found["reason"], at=found["at"]) if found else None

    def _prepare(self) -> None:
        """Without its index the relay would not find the outbox."""
        if not self._prepared:
            ensure_outbox(self._withdrawals)
            self._prepared = True
