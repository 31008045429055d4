"""Rules: each has its turn, and names an agency that is there when it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from services.routing.catalog.checks.references import OF_AREA
from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.tree import conditions, leaves, matches
from services.routing.catalog.validity import covers

Rule = Mapping[str, Any]


def same_order(snapshot: Snapshot) -> Iterator[Problem]:
    """The order of any two rules is decided."""
    for earlier, later in combinations(snapshot["rules"], 2):
        if earlier["order"] == later["order"]:
            yield Problem(
                "same-order",
                f"rules/{later['id']}",
                f"Trùng thứ tự với quy tắc {earlier['id']}.",
                f"It has the same order as the rule {earlier['id']}.",
            )


def shadowed(snapshot: Snapshot) -> Iterator[Problem]:
    """No rule is kept from ever matching by one before it."""
    slugs = [category["slug"] for category in leaves(snapshot["categories"])]
    for earlier, later in combinations(snapshot["rules"], 2):
        if _takes_all_of(earlier, later, slugs):
            yield Problem(
                "shadowed-rule",
                f"rules/{later['id']}",
                f"Không bao giờ được dùng, vì quy tắc {earlier['id']} luôn khớp trước.",
                f"It can never match, because the rule {earlier['id']} always does so before it.",
            )


def _takes_all_of(earlier: Rule, later: Rule, slugs: list[str]) -> bool:
    # "of_area" passes where the case has no area, so it shadows only another of its kind.
    if earlier["agency"] == OF_AREA and later["agency"] != OF_AREA:
        return False
    return (
        covers(earlier, later)
        and _categories(later, slugs) <= _categories(earlier, slugs)
        and all(_implied(name, allowed, later) for name, allowed in conditions(earlier).items())
    )


def _implied(name: str, allowed: Any, later: Rule) -> bool:
    """Whether every case that meets the later rule meets this condition of the earlier one."""
    narrower = conditions(later).get(name)
    if isinstance(allowed, list):
        return narrower is not None and set(narrower) <= set(allowed)
    if isinstance(allowed, dict):
        given = narrower or {}
        return all(each in given and set(given[each]) <= set(values) for each, values in allowed.items())
    return bool(narrower == allowed)


def _categories(rule: Rule, slugs: list[str]) -> set[str]:
    patterns = rule["when"].get("category")
    if patterns is None:
        return set(slugs)
    return {slug for slug in slugs if any(matches(pattern, slug) for pattern in patterns)}


def agency_not_in_force(snapshot: Snapshot) -> Iterator[Problem]:
    """A rule ends when its agency does."""
    agencies = {agency["slug"]: agency for agency in snapshot["agencies"]}
    for rule in snapshot["rules"]:
        if rule["agency"] != OF_AREA and not covers(agencies[rule["agency"]], rule):
            yield Problem(
                "agency-not-in-force",
                f"rules/{rule['id']}",
                f"Đơn vị {rule['agency']} không tồn tại trong suốt thời gian quy tắc có hiệu lực.",
                f"The agency {rule['agency']} does not exist for all the time the rule is in force.",
            )


def matching_nothing(snapshot: Snapshot) -> Iterator[Problem]:
    """A rule for a group names its leaves ("group.*"): no case has a group as its category."""
    slugs = [category["slug"] for category in leaves(snapshot["categories"])]
    for rule in snapshot["rules"]:
        for pattern in rule["when"].get("category", ()):
            if not any(matches(pattern, slug) for slug in slugs):
                yield Problem(
                    "rule-matches-nothing",
                    f"rules/{rule['id']}",
                    f"{pattern} là nhóm lĩnh vực, hãy dùng {pattern}.*",
                    f"{pattern} is a group of categories, use {pattern}.*",
                )


def unknown_answers(snapshot: Snapshot) -> Iterator[Problem]:
    """A rule asks for answers that one of its categories' questions can have."""
    for rule in snapshot["rules"]:
        for question, values in (rule["when"].get("answers") or {}).items():
            if not any(_answerable(each, values) for each in _asked(snapshot, rule, question)):
                yield Problem(
                    "unknown-answer",
                    f"rules/{rule['id']}",
                    f"Không lĩnh vực nào của quy tắc có câu hỏi {question} với các câu trả lời này.",
                    f"No category of the rule has a question {question} with these answers.",
                )


def _asked(snapshot: Snapshot, rule: Rule, name: str) -> Iterator[Mapping[str, Any]]:
    for category in snapshot["categories"]:
        if any(matches(pattern, category["slug"]) for pattern in rule["when"].get("category", [category["slug"]])):
            yield from (each for each in category.get("questions", ()) if each["slug"] == name)


def _answerable(question: Mapping[str, Any], values: list[str]) -> bool:
    choices = {choice["slug"] for choice in question["choices"]}
    return question["type"] != "choice" or set(values) <= choices


def default_not_in_force(snapshot: Snapshot) -> Iterator[Problem]:
    """Whoever takes what no rule does exists, without an end."""
    default = snapshot.get("default")
    agencies = {agency["slug"]: agency for agency in snapshot["agencies"]}
    if default and (default["agency"] not in agencies or agencies[default["agency"]]["valid_to"] is not None):
        yield Problem(
            "default-not-in-force",
            "default",
            f"Đơn vị mặc định {default['agency']} không có trong danh mục hoặc có ngày kết thúc.",
            f"The default agency {default['agency']} is not in the catalogue, or has an end.",
        )
