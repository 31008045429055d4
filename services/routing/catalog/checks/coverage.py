"""Coverage: on every day, a rule sends every category somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.tree import conditions, leaves, matches
from services.routing.catalog.validity import in_force, turning_days


def uncovered(snapshot: Snapshot, on: date | str) -> list[str]:
    """Return the leaf categories in force on the local day `on` that no rule takes whatever else the case is like.

    They are not lost: the centre's triage gets what no rule matches. But a person has to route each of them.
    """
    day = str(on)
    patterns = [
        pattern
        for rule in snapshot["rules"]
        if in_force(rule, day) and not conditions(rule)
        for pattern in rule["when"].get("category", ["*"])
    ]
    slugs = [category["slug"] for category in leaves(snapshot["categories"]) if in_force(category, day)]
    return sorted(slug for slug in slugs if not any(pattern == "*" or matches(pattern, slug) for pattern in patterns))


def uncovered_categories(snapshot: Snapshot) -> Iterator[Problem]:
    """Every leaf has a rule on every day of the catalogue."""
    for day in turning_days(snapshot):
        for slug in uncovered(snapshot, day):
            yield Problem(
                "uncovered-category",
                f"categories/{slug}",
                f"Từ ngày {date.fromisoformat(day):%d/%m/%Y} không có quy tắc phân công nào cho lĩnh vực này.",
                f"From {day} on, no rule routes this category.",
            )
