"""References: every name that a record mentions is the name of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.tree import matches

TRIAGE = "trung-tam-1022"
OF_AREA = "of_area"
#: Parts whose records have parents, what each is called by, and what it is.
HANGING = (
    ("categories", "slug", "Lĩnh vực", "category"),
    ("areas", "code", "Địa bàn", "area"),
    ("agencies", "slug", "Đơn vị", "agency"),
)


def _names(snapshot: Snapshot, part: str, key: str = "slug") -> set[str]:
    return {record[key] for record in snapshot[part]}


def _unknown(slug: str, subject: str, name: str, vi: str, en: str) -> Problem:
    return Problem(slug, subject, f"{vi} {name} không có trong danh mục.", f"There is no {en} {name} in the catalogue.")


def unknown_parents(snapshot: Snapshot) -> Iterator[Problem]:
    """Categories, areas and agencies hang on a parent that exists."""
    for part, key, vi, en in HANGING:
        known = _names(snapshot, part, key)
        for record in snapshot[part]:
            if record.get("parent") and record["parent"] not in known:
                yield _unknown("unknown-parent", f"{part}/{record[key]}", record["parent"], vi, en)


def unknown_agencies(snapshot: Snapshot) -> Iterator[Problem]:
    """Rules and areas name agencies that exist."""
    known = _names(snapshot, "agencies")
    users = [(f"areas/{area['code']}", area["agency"]) for area in snapshot["areas"] if area["agency"]]
    users += [(f"rules/{rule['id']}", rule["agency"]) for rule in snapshot["rules"] if rule["agency"] != OF_AREA]
    for subject, agency in users:
        if agency not in known:
            yield _unknown("unknown-agency", subject, agency, "Đơn vị", "agency")


def unknown_deadlines(snapshot: Snapshot) -> Iterator[Problem]:
    """Every category has a deadline that exists."""
    known = _names(snapshot, "deadlines")
    for category in snapshot["categories"]:
        if category["deadline"] not in known:
            subject = f"categories/{category['slug']}"
            yield _unknown("unknown-deadline", subject, category["deadline"], "Thời hạn", "deadline")


def unknown_successors(snapshot: Snapshot) -> Iterator[Problem]:
    """Agencies and areas are succeeded by ones that exist."""
    agencies, areas = _names(snapshot, "agencies"), _names(snapshot, "areas", "code")
    for agency in snapshot["agencies"]:
        if agency["successor"] and agency["successor"] not in agencies:
            yield _unknown("unknown-successor", f"agencies/{agency['slug']}", agency["successor"], "Đơn vị", "agency")
    for area in snapshot["areas"]:
        for code in area["successors"]:
            if code not in areas:
                yield _unknown("unknown-successor", f"areas/{area['code']}", code, "Địa bàn", "area")


def unknown_conditions(snapshot: Snapshot) -> Iterator[Problem]:
    """The categories and areas in a rule's conditions exist."""
    slugs, codes = _names(snapshot, "categories"), _names(snapshot, "areas", "code")
    for rule in snapshot["rules"]:
        subject = f"rules/{rule['id']}"
        for pattern in rule["when"].get("category", ()):
            if not _any_match(pattern, slugs):
                yield _unknown("unknown-category", subject, pattern, "Lĩnh vực", "category")
        for code in rule["when"].get("area", ()):
            if code not in codes:
                yield _unknown("unknown-area", subject, code, "Địa bàn", "area")


def _any_match(pattern: str, slugs: Iterable[str]) -> bool:
    return any(matches(pattern, slug) for slug in slugs)


def missing_triage(snapshot: Snapshot) -> Iterator[Problem]:
    """The centre's triage must exist always: a case that no rule matches goes there."""
    centre = [agency for agency in snapshot["agencies"] if agency["slug"] == TRIAGE and agency["valid_to"] is None]
    if not centre:
        yield Problem(
            "missing-triage",
            f"agencies/{TRIAGE}",
            f"Danh mục phải có {TRIAGE}, không có ngày kết thúc.",
            f"The catalogue must have {TRIAGE}, without an end.",
        )
