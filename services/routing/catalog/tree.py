"""The tree of categories, as written in YAML, and as a flat list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Category = dict[str, Any]


def flatten(nodes: list[Category]) -> list[Category]:
    """Return the categories of a tree, parents before children, with full slugs.

    A child takes from its parent what it does not state itself: "ha-tang" gives its deadline to "ha-tang.cay-xanh".
    """
    return list(_walk(nodes, parent=None))


def _walk(nodes: list[Category], parent: Category | None) -> Iterator[Category]:
    for node in nodes:
        own = {key: value for key, value in node.items() if key != "children"}
        category = {**_inherited(parent), **own, "parent": parent["slug"] if parent else None}
        category["slug"] = f"{parent['slug']}.{node['slug']}" if parent else node["slug"]
        yield {"valid_from": None, "valid_to": None, **category}
        yield from _walk(node.get("children", []), category)


def _inherited(parent: Category | None) -> Category:
    return {key: value for key, value in (parent or {}).items() if key not in ("slug", "name_vi", "name_en", "parent")}


def leaves(categories: list[Category]) -> list[Category]:
    """Return the categories that have no child: the ones a case can have."""
    parents = {category["parent"] for category in categories}
    return [category for category in categories if category["slug"] not in parents]


def matches(pattern: str, slug: str) -> bool:
    """Whether `slug` is what `pattern` names: itself, or for "group.*" the group and anything below it."""
    branch = pattern.removesuffix(".*")
    return slug == branch or (branch != pattern and slug.startswith(f"{branch}."))


def conditions(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule's conditions other than category: those that narrow it further."""
    return {name: value for name, value in rule["when"].items() if name != "category"}
