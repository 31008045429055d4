"""Canned texts in MongoDB: collection `canned_texts`, keyed by slug."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.kit.text import fold
from services.routing.domain.canned_text import CannedText


class MongoTexts:
    """Port `CannedTexts`."""

    def __init__(self, database: Database[Any]) -> None:
        self._texts = database["canned_texts"]

    def all(self) -> Sequence[CannedText]:
        """Return them by title; the order of Vietnamese titles is ours, not the server's."""
        return sorted(map(_text, self._texts.find()), key=lambda text: (fold(text.title), text.slug))

    def find(self, slug: str) -> CannedText | None:
        """Return one."""
        found = self._texts.find_one({"_id": slug})
        return _text(found) if found else None

    def save(self, text: CannedText) -> bool:
        """Insert version 1, or replace the version before."""
        document = _document(text)
        if text.version > 1:
            before = {"_id": text.slug, "version": text.version - 1}
            return self._texts.replace_one(before, document).matched_count == 1
        try:
            self._texts.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    def remove(self, slug: str, version: int) -> bool:
        """Delete it."""
        return self._texts.delete_one({"_id": slug, "version": version}).deleted_count == 1


def _document(text: CannedText) -> dict[str, Any]:
    fields = asdict(text)
    return {"_id": fields.pop("slug"), **fields, "categories": list(text.categories)}


def _text(document: Mapping[str, Any]) -> CannedText:
    fields = {name: value for name, value in document.items() if name != "_id"}
    return CannedText(slug=document["_id"], **{**fields, "categories": tuple(document["categories"])})
