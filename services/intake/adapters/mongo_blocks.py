"""The block list in MongoDB; each process asks a copy that is a few seconds old."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database

from services.intake.domain.abuse.blocks import Block, BlockList
from services.kit.storage.remembered import Remembered

REFRESH_SECONDS = 3.0


class MongoBlocks:
    """Collection `blocks`: one entry per sender, deleted by the server once it has ended."""

    def __init__(self, database: Database[Any], seconds: float = REFRESH_SECONDS) -> None:
        self._blocks = database["blocks"]
        self._copy = Remembered(self._load, seconds)

    def add(self, block: Block) -> None:
        """Store an entry; one on the same sender is replaced."""
        self._blocks.create_index([("until", ASCENDING)], name="ended", expireAfterSeconds=0)
        fields = {name: getattr(block, name) for name in Block.__slots__}
        self._blocks.replace_one({"_id": _id(block.kind, block.value)}, fields, upsert=True)
        self._copy.forget()

    def remove(self, kind: str, value: str) -> bool:
        """Take an entry out; return whether there was one."""
        self._copy.forget()
        return self._blocks.delete_one({"_id": _id(kind, value)}).deleted_count == 1

    def all(self, now: datetime) -> list[Block]:
        """Return the entries in force, those that end first first."""
        return [_block(each) for each in self._blocks.find({"until": {"$gt": now}}).sort("until", ASCENDING)]

    def listed(self) -> BlockList:
        """Return the entries to ask. Raises pymongo's errors only when they were never read before."""
        return self._copy.get()

    def _load(self) -> BlockList:
        return BlockList(_block(each) for each in self._blocks.find())


def _id(kind: str, value: str) -> str:
    return f"{kind}:{value}"


def _block(document: dict[str, Any]) -> Block:
    return Block(**{name: document[name] for name in Block.__slots__})
