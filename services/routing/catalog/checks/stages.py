"""Known steps of the work: each can be told from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from services.routing.catalog.problem import Problem, Snapshot


def doubled(snapshot: Snapshot) -> Iterator[Problem]:
    """Within a category each step has a name of its own: work goes forward through them."""
    for category in snapshot["categories"]:
        counted = Counter(stage["slug"] for stage in category.get("stages", ()))
        for slug, count in counted.items():
            if count > 1:
                yield Problem(
                    "stage-doubled",
                    f"categories/{category['slug']}/stages/{slug}",
                    "Mã bước xử lý bị trùng trong lĩnh vực.",
                    "The category has two steps of this name.",
                )
