"""Checking a catalogue: each row breaks a good one in one way and says what must be found."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from services.routing.catalog import check, uncovered

Snapshot = dict[str, Any]
ALWAYS = {"valid_from": "2021-05-17", "valid_to": None}
OLD = {"valid_from": "2021-05-17", "valid_to": "2025-06-30"}
NEW = {"valid_from": "2025-07-01", "valid_to": None}


def category(slug: str, parent: str | None = "ha-tang") -> dict[str, Any]:
    return {"slug": slug, "parent": parent, "name_vi": slug, "name_en": slug, "deadline": "ba-ngay", **ALWAYS}


def agency(slug: str, successor: str | None = None, **validity: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug, "successor": successor, **(validity or ALWAYS)}


def area(code: str, agency: str, parent: str | None, successors: list[str], **validity: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "parent": parent, "successors": successors, "agency": agency, **validity}


def rule(name: str, order: int, agency: str, categories: list[str], **when: Any) -> dict[str, Any]:
    return {"id": name, "order": order, "agency": agency, "when": {"category": categories, **when}, **ALWAYS}


GOOD: Snapshot = {
    "province": {"slug": "thu", "name": "Thử"},
    "categories": [
        category("ha-tang", None),
        category("ha-tang.cay-xanh"),
        category("ha-tang.dien"),
    ],
    "agencies": [
        agency("trung-tam-1022"),
        agency("dien-luc"),
        agency("ubnd-huyen", **OLD),
        agency("ubnd-xa", **NEW),
    ],
    "areas": [
        area("2021-64", "trung-tam-1022", None, ["52"], **OLD),
        area("2021-622", "ubnd-huyen", "2021-64", ["23575"], **OLD),
        area("52", "trung-tam-1022", None, [], **NEW),
        area("23575", "ubnd-xa", "52", [], **NEW),
    ],
    "rules": [
        rule("cay-khan", 10, "dien-luc", ["ha-tang.cay-xanh"], urgency=["urgent"]),
        rule("cay", 20, "of_area", ["ha-tang.cay-xanh"]),
        rule("dien", 30, "dien-luc", ["ha-tang.dien"]),
    ],
    "deadlines": [{"slug": "ba-ngay", "minutes": {"normal": 1440, "urgent": 480, "complex": 2400}}],
    "calendar": {"hours": {"mon": [["07:00", "23:00"]]}, "agency_hours": {"mon": [["07:00", "11:00"]]}},
}


def found(change: Callable[[Snapshot], Any]) -> set[tuple[str, str]]:
    snapshot = copy.deepcopy(GOOD)
    change(snapshot)
    return {(problem.slug, problem.subject) for problem in check(snapshot)}


def test_a_good_catalogue_has_no_problem() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # Names
        (lambda s: s["agencies"].append(agency("dien-luc")), ("duplicate-name", "agencies/dien-luc")),
        (lambda s: s["areas"].append(dict(s["areas"][2])), ("duplicate-name", "areas/52")),
        (lambda s: s["province"].update(name="Thu\u031b\u0309"), ("not-nfc", "/province/name")),
        # References
        (lambda s: s["categories"].append(category("x.y", "x")), ("unknown-parent", "categories/x.y")),
        (lambda s: s["areas"][3].update(parent="99"), ("unknown-parent", "areas/23575")),
        (lambda s: s["areas"][3].update(agency="x"), ("unknown-agency", "areas/23575")),
        (lambda s: s["rules"][2].update(agency="x"), ("unknown-agency", "rules/dien")),
        (lambda s: s["categories"][1].update(deadline="x"), ("unknown-deadline", "categories/ha-tang.cay-xanh")),
        (lambda s: s["agencies"][1].update(successor="x"), ("unknown-successor", "agencies/dien-luc")),
        (lambda s: s["areas"][1].update(successors=["x"]), ("unknown-successor", "areas/2021-622")),
        (lambda s: s["rules"][2]["when"].update(category=["x.*"]), ("unknown-category", "rules/dien")),
        (lambda s: s["rules"][2]["when"].update(area=["x"]), ("unknown-area", "rules/dien")),
        (lambda s: s["agencies"][0].update(valid_to="2026-12-31"), ("missing-triage", "agencies/trung-tam-1022")),
        # Successors and parents that go in a circle
        (lambda s: s["agencies"][1].update(successor="dien-luc"), ("cycle", "agencies/dien-luc")),
        (lambda s: s["areas"][3].update(successors=["2021-622"]), ("cycle", "areas/2021-622")),
        (lambda s: s["categories"][0].update(parent="ha-tang.dien"), ("cycle", "categories/ha-tang")),
        # Ends without saying who takes over
        (lambda s: s["areas"][1].update(successors=[]), ("no-successor", "areas/2021-622")),
        (lambda s: s["agencies"][1].update(valid_to="2025-01-01"), ("no-successor", "agencies/dien-luc")),
        # Times
        (lambda s: s["areas"][3].update(valid_to="2025-01-01"), ("validity-reversed", "areas/23575")),
        (lambda s: s["calendar"]["hours"].update(mon=[["23:00", "07:00"]]), ("bad-hours", "calendar/hours/mon")),
        (lambda s: s["deadlines"][0]["minutes"].update(urgent=9999), ("bad-minutes", "deadlines/ba-ngay")),
        # Areas
        (lambda s: s["areas"][1].update(valid_to="2025-07-01"), ("overlapping-validity", "areas/2021-622")),
        (lambda s: s["areas"][3].update(agency=None), ("area-without-agency", "areas/23575")),
        (lambda s: s["areas"][3].update(agency="ubnd-huyen"), ("area-without-agency", "areas/23575")),
        # Rules
        (lambda s: s["rules"][2].update(order=20), ("same-order", "rules/dien")),
        (lambda s: s["rules"][1].update(agency="ubnd-huyen"), ("agency-not-in-force", "rules/cay")),
        (lambda s: s["rules"][2]["when"].update(category=["ha-tang"]), ("rule-matches-nothing", "rules/dien")),
        (lambda s: s["rules"].append(rule("x", 40, "dien-luc", ["ha-tang.dien"])), ("shadowed-rule", "rules/x")),
        # Coverage
        (lambda s: s["rules"].pop(), ("uncovered-category", "categories/ha-tang.dien")),
        (lambda s: s["rules"][2].update(valid_to="2026-01-01"), ("uncovered-category", "categories/ha-tang.dien")),
        (lambda s: s["rules"][2]["when"].update(kind=["report"]), ("uncovered-category", "categories/ha-tang.dien")),
    ],
)
def test_what_is_wrong_is_found_where_it_is(change: Callable[[Snapshot], Any], expected: tuple[str, str]) -> None:
    assert expected in found(change)


@pytest.mark.parametrize(
    "later",
    [
        rule("x", 40, "of_area", ["ha-tang.cay-xanh"]),  # the same condition again
        rule("x", 40, "of_area", ["ha-tang.cay-xanh"], channel=["web"]),  # narrower than the one before
        rule("x", 40, "dien-luc", ["ha-tang.dien"], kind=["report"]),  # narrower, another category
        rule("x", 40, "trung-tam-1022", ["ha-tang.cay-xanh"], urgency=["urgent"]),  # as the first, conditions and all
    ],
)
def test_a_rule_that_an_earlier_one_always_beats_is_found(later: dict[str, Any]) -> None:
    assert ("shadowed-rule", "rules/x") in found(lambda s: s["rules"].append(later))


@pytest.mark.parametrize(
    "later",
    [
        rule("x", 40, "dien-luc", ["ha-tang.cay-xanh"]),  # after "of_area": for cases without an area
        rule("x", 40, "dien-luc", ["ha-tang.*"]),  # wider than each before it
        rule("x", 5, "dien-luc", ["ha-tang.dien"], channel=["web"]),  # narrower, but comes first
    ],
)
def test_a_rule_that_can_still_match_is_left_alone(later: dict[str, Any]) -> None:
    def add(snapshot: Snapshot) -> None:
        snapshot["rules"] = sorted([*snapshot["rules"], later], key=lambda each: int(each["order"]))

    assert found(add) == set()


def test_ground_that_the_centre_never_served_needs_no_agency() -> None:
    def add(snapshot: Snapshot) -> None:
        snapshot["areas"] += [
            area("2021-52", "", None, ["52"], **OLD),
            area("2021-540", "", "2021-52", ["23575"], **OLD),
        ]

    assert found(add) == set()


def test_every_problem_is_told_in_both_languages() -> None:
    snapshot = copy.deepcopy(GOOD)
    snapshot["rules"].pop()
    for problem in check(snapshot):
        assert problem.vi.endswith(".") and problem.en.endswith(".")


def test_a_category_is_uncovered_only_on_the_days_without_a_rule() -> None:
    snapshot = copy.deepcopy(GOOD)
    snapshot["rules"][2]["valid_to"] = "2026-01-01"
    assert uncovered(snapshot, "2026-01-01") == []
    assert uncovered(snapshot, "2026-01-02") == ["ha-tang.dien"]
