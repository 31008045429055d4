"""Orphans: what would have nobody on a day on which a rule set is to be the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.routing.catalog.checks.coverage import uncovered
from services.routing.catalog.checks.references import OF_AREA
from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.tree import matches
from services.routing.catalog.validity import in_force

Record = Mapping[str, Any]


def orphans(snapshot: Snapshot, on: date) -> list[Problem]:
    """Return categories, areas and rules without a living agency on a local day, each with the reason."""
    day = on.isoformat()
    return sorted({*_categories(snapshot, day), *_areas(snapshot, day), *_rules(snapshot, day)})


def _categories(snapshot: Snapshot, day: str) -> Iterator[Problem]:
    names = {each["slug"]: each["name_vi"] for each in snapshot["categories"]}
    for slug in uncovered(snapshot, day):
        partly = [rule["id"] for rule in snapshot["rules"] if in_force(rule, day) and _names(rule, slug)]
        why_vi, why_en = "không có quy tắc nào", "there is no rule for it"
        if partly:
            why_vi = f"chỉ có quy tắc kèm điều kiện: {', '.join(partly)}"
            why_en = f"all rules for it have further conditions: {', '.join(partly)}"
        yield Problem(
            "orphan-category", f"categories/{slug}", f"Lĩnh vực {names[slug]}: {why_vi}.", f"{slug}: {why_en}."
        )


def _names(rule: Record, slug: str) -> bool:
    return any(matches(pattern, slug) for pattern in rule["when"].get("category", [slug]))


def _areas(snapshot: Snapshot, day: str) -> Iterator[Problem]:
    """A unit with no other below it, where rules leave cases to whoever is responsible for the area."""
    if not any(rule["agency"] == OF_AREA and in_force(rule, day) for rule in snapshot["rules"]):
        return
    areas = {area["code"]: area for area in snapshot["areas"] if in_force(area, day)}
    parents = {area["parent"] for area in areas.values()}
    served = {_chain(area, areas)[-1]["code"] for area in areas.values() if area["agency"]}
    for area in areas.values():
        chain = _chain(area, areas)
        # Ground no part of which has an agency was never the province's to serve.
        if area["code"] not in parents and chain[-1]["code"] in served:
            yield from _without_agency(area, chain, snapshot, day)


def _without_agency(area: Record, chain: list[Record], snapshot: Snapshot, day: str) -> Iterator[Problem]:
    slug = next((unit["agency"] for unit in chain if unit["agency"]), None)
    if slug is None or not _lives_on(slug, snapshot, day):
        why_vi = f"cơ quan {slug} không còn" if slug else "chưa có cơ quan phụ trách"
        why_en = f"its agency {slug} does not exist any more" if slug else "it has no agency"
        subject = f"areas/{area['code']}"
        yield Problem("orphan-area", subject, f"Địa bàn {area['name']}: {why_vi}.", f"{area['code']}: {why_en}.")


def _lives_on(slug: str, snapshot: Snapshot, day: str) -> bool:
    """Whether the agency, or one that took over its work, exists on the day."""
    agencies, passed = {each["slug"]: each for each in snapshot["agencies"]}, set[str]()
    while slug in agencies and slug not in passed:
        passed.add(slug)
        if in_force(agencies[slug], day):
            return True
        slug = agencies[slug]["successor"] or ""
    return False


def _chain(area: Record, areas: Mapping[str, Record]) -> list[Record]:
    chain, passed = [area], {area["code"]}
    while chain[-1]["parent"] in areas and chain[-1]["parent"] not in passed:
        passed.add(chain[-1]["parent"])
        chain.append(areas[chain[-1]["parent"]])
    return chain


def _rules(snapshot: Snapshot, day: str) -> Iterator[Problem]:
    agencies = {each["slug"]: each for each in snapshot["agencies"]}
    for rule in snapshot["rules"]:
        slug = rule["agency"]
        if slug == OF_AREA or not in_force(rule, day):
            continue
        if slug not in agencies or not in_force(agencies[slug], day):
            yield Problem(
                "rule-without-agency",
                f"rules/{rule['id']}",
                f"Quy tắc {rule['id']}: cơ quan {slug} không hoạt động vào ngày áp dụng.",
                f"{rule['id']}: the agency {slug} does not exist on that day.",
            )
