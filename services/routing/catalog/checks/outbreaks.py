"""Outbreaks: each watches topics that exist, under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.tree import matches


def watching_nothing(snapshot: Snapshot) -> Iterator[Problem]:
    """Every pattern names a category that exists: a slip of the pen would notice nothing for years."""
    known = [category["slug"] for category in snapshot["categories"]]
    for watch in snapshot.get("outbreaks", ()):
        for pattern in watch["categories"]:
            if not any(matches(pattern, slug) for slug in known):
                yield Problem(
                    "outbreak-of-nothing",
                    f"outbreaks/{watch['slug']}",
                    f"Lĩnh vực {pattern} không có trong danh mục.",
                    f"There is no category {pattern} in the catalogue.",
                )


def doubled(snapshot: Snapshot) -> Iterator[Problem]:
    """Two watches of one name would be one to whoever decides."""
    slugs = [watch["slug"] for watch in snapshot.get("outbreaks", ())]
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        yield Problem(
            "outbreak-doubled",
            f"outbreaks/{slug}",
            f"Mục {slug} được khai báo nhiều lần.",
            f"The entry {slug} is there more than once.",
        )
