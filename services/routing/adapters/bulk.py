"""Inserting many where some may be there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

DUPLICATE_KEY = 11000


def insert_unknown(collection: Collection[Any], documents: Sequence[dict[str, Any]]) -> int:
    """Insert in one round trip and return how many were new; keys that are taken keep what they have.

    Raises BulkWriteError for anything else that went wrong.
    """
    if not documents:
        return 0
    try:
        return len(collection.insert_many(documents, ordered=False).inserted_ids)
    except BulkWriteError as error:
        details = error.details or {}
        if details.get("writeConcernErrors") or any(each["code"] != DUPLICATE_KEY for each in details["writeErrors"]):
            raise
        return int(details["nInserted"])
