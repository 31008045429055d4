"""What the portal needs of the catalogue: names, and which category is published how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.publish.domain.policy import BY_EDITOR

Named = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A catalogue snapshot, indexed."""

    categories: Named = field(default_factory=dict)
    agencies: Named = field(default_factory=dict)
    areas: Named = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Mapping[str, Any]) -> Reference:
        """Index a snapshot of `catalog.changed`. Where a slug has several periods of validity, the last one counts."""
        return cls(
            {each["slug"]: each for each in snapshot.get("categories", ())},
            {each["slug"]: each for each in snapshot.get("agencies", ())},
            {each["code"]: each for each in snapshot.get("areas", ())},
        )

    def policy(self, category: str | None) -> str:
        """Return auto, editor or never; a category that nobody described is for an editor."""
        for slug in _ancestors(category):
            if slug in self.categories:
                return str(self.categories[slug].get("publish", BY_EDITOR))
        return BY_EDITOR

    def category_name(self, slug: str | None, language: str) -> str:
        """Return a category's name, or its slug while the catalogue does not know it."""
        found = self.categories.get(slug or "")
        return str((found.get(f"name_{language}") or found["name_vi"]) if found else slug or "")

    def area_name(self, code: str | None) -> str:
        """Return an area's name, or nothing."""
        found = self.areas.get(code or "")
        return str(found["name"]) if found else ""

    def agency_called(self, slug: str, name: str) -> str:
        """Return an agency's short name for lists, or `name` while the catalogue has none."""
        return str(self.agencies.get(slug, {}).get("short_name") or name)

    def category_names(self, language: str) -> list[tuple[str, str]]:
        """Return (slug, name) of the categories without a parent, in the catalogue's order."""
        return [
            (slug, self.category_name(slug, language))
            for slug, each in self.categories.items()
            if not each.get("parent")
        ]

    def agency_names(self, slugs: Iterable[str]) -> list[tuple[str, str]]:
        """Return (slug, name), by name, of the agencies that the catalogue knows."""
        return _named(slugs, self.agencies)

    def area_names(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Return (code, name), by name, of the areas that the catalogue knows."""
        return _named(codes, self.areas)


def _named(keys: Iterable[str], named: Named) -> list[tuple[str, str]]:
    return sorted(((key, str(named[key]["name"])) for key in keys if key in named), key=_name)


def _name(pair: tuple[str, str]) -> str:
    return pair[1]


def _ancestors(category: str | None) -> Iterable[str]:
    """Yield a.b.c, a.b, a."""
    slug = category or ""
    while slug:
        yield slug
        slug = slug.rpartition(".")[0]
