"""Names of agencies and categories from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Snapshot = Mapping[str, Any]


class CatalogNames:
    """Port `Names`. `current` returns the catalogue's snapshot, or None while there is none."""

    def __init__(self, current: Callable[[], Snapshot | None]) -> None:
        self._current = current
        self._read: Snapshot | None = None
        self._agencies: dict[str, str] = {}
        self._categories: dict[str, dict[str, str]] = {}
        self._areas: dict[str, str] = {}

    def agency(self, slug: str) -> str:
        """Return the agency's name; the slug itself where it is not known."""
        self._refresh()
        return self._agencies.get(slug, slug)

    def category(self, slug: str, language: str) -> str:
        """Return the category's name in `vi` or `en`; the slug itself where it is not known."""
        self._refresh()
        return self._categories.get(slug, {}).get(language) or slug

    def area(self, code: str) -> str:
        """Return the name of the commune or ward; the code itself where it is not known."""
        self._refresh()
        return self._areas.get(code, code)

    def _refresh(self) -> None:
        """Index a snapshot once: the catalogue hands out the same object until it changes."""
        snapshot = self._current()
        if snapshot is None or snapshot is self._read:
            return
        self._agencies = {each["slug"]: each["name"] for each in snapshot.get("agencies", ())}
        self._categories = {
            each["slug"]: {"vi": each["name_vi"], "en": each.get("name_en") or each["name_vi"]}
            for each in snapshot.get("categories", ())
        }
        self._areas = {each["code"]: each["name"] for each in snapshot.get("areas", ())}
        self._read = snapshot
