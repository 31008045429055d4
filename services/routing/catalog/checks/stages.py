"""Known steps of the work: each can be told from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

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


def lost(snapshot: Snapshot) -> Iterator[Problem]:
    """Every step is after steps that there are, and can be come to from a first one; some step ends the work."""
    for category in snapshot["categories"]:
        stages = category.get("stages", ())
        if any(stage.get("after") for stage in stages):
            reached = _reached(stages)
            for stage in stages:
                if stage["slug"] not in reached or set(stage.get("after", ())) - reached:
                    yield _lost(category["slug"], stage["slug"])


def _reached(stages: Sequence[Any]) -> set[str]:
    """Return the steps that work can come to."""
    reached: set[str] = set()
    for _ in stages:
        reached |= {each["slug"] for each in stages if not each.get("after") or reached & set(each["after"])}
    return reached


def _lost(category: str, stage: str) -> Problem:
    return Problem(
        "stage-lost",
        f"categories/{category}/stages/{stage}",
        "Không có đường nào dẫn đến bước này, hoặc bước đứng trước không tồn tại.",
        "No way leads to this step, or a step before it does not exist.",
    )
