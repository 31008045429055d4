"""The published cases: reads the `public` part of documents that have one, and can see nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from services.kit.storage.remembered import Remembered
from services.publish.adapters.documents import Document, public_case_of
from services.publish.adapters.indexes import IS_PUBLIC
from services.publish.domain.public_case import PublicCase
from services.publish.usecases.ports import Filters

_PUBLIC_ONLY = {"_id": 0, "public": 1}
FACETS_REMEMBERED_SECONDS = 60.0
#: A search that takes longer is given up: nobody waits, and one reader must not stop the others.
LONGEST_MS = 5_000


class MongoPublicCases:
    """Published cases in collection `cases`."""

    def __init__(self, database: Database[Document]) -> None:
        self._cases = database["cases"]
        self._facets = Remembered(self._load_facets, FACETS_REMEMBERED_SECONDS)

    def find(self, filters: Filters, skip: int, most: int) -> list[PublicCase]:
        """Return published cases, the latest answer first."""
        found = self._cases.find(_asked(filters), _PUBLIC_ONLY, max_time_ms=LONGEST_MS)
        order = [("public.answered_at", DESCENDING), ("_id", DESCENDING)] if filters.words else "public.answered_at"
        found = found.sort(order) if filters.words else found.sort(order, DESCENDING)
        return [public_case_of(each["public"]) for each in found.skip(skip).limit(most)]

    def show(self, code: str) -> PublicCase | None:
        """Return one published case."""
        found = self._cases.find_one({"_id": code, **IS_PUBLIC}, _PUBLIC_ONLY)
        return public_case_of(found["public"]) if found else None

    def agencies(self) -> Sequence[str]:
        """Return the slugs of the agencies that have published answers, at most a minute old."""
        return self._facets.get()["agency"]

    def areas(self) -> Sequence[str]:
        """Return the codes of the areas that published cases are about, at most a minute old."""
        return self._facets.get()["area"]

    def _load_facets(self) -> dict[str, list[str]]:
        return {name: self._cases.distinct(f"public.{name}", IS_PUBLIC) for name in ("agency", "area")}


def _asked(filters: Filters) -> dict[str, Any]:
    asked: dict[str, Any] = dict(IS_PUBLIC)
    if filters.words:
        # Each word in quotes: all of them must occur, not any.
        asked["$text"] = {"$search": " ".join(f'"{word}"' for word in filters.words)}
    if filters.category:
        asked["public.category"] = {"$regex": rf"^{re.escape(filters.category)}(\.|$)"}
    if filters.agency:
        asked["public.agency"] = filters.agency
    if filters.area:
        asked["public.area"] = filters.area
    return asked
