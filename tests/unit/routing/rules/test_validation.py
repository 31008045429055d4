"""What passes validation never breaks while cases are routed, whatever somebody writes into the file."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.catalog import check_rules, orphans
from services.routing.catalog.schema import FILES
from services.routing.domain.rules import Facts
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import CENTRE, HEALTH, agency, area, category, rule, snapshot

QUESTION = {"slug": "muc-do", "type": "choice", "choices": [{"slug": "nhe"}, {"slug": "nang"}]}
KNOWN = snapshot(
    categories=[
        *(each for each in snapshot()["categories"] if each["slug"] != "y-te"),
        category("y-te", deadline="trong-ngay", questions=[QUESTION]),
    ]
)
DEFAULT = {"agency": CENTRE, "why_vi": "Trung tâm phân công", "why_en": "The centre decides"}
NAMES = ["y-te", "ha-tang", "ha-tang.*", "23575", "52", HEALTH, CENTRE, "so-tai-nguyen", "of_area", "web", "urgent"]
SCRAPS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 99),
    st.text(max_size=3),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(NAMES), max_size=3),
    st.dictionaries(st.sampled_from(["muc-do", "category", "bia"]), st.lists(st.sampled_from(["nhe", "nang", "x"]))),
    st.sampled_from(["2025-02-28", "2025-13-01", "2031-01-01"]),
)
FIELDS = ["id", "order", "agency", "when", "why_vi", "valid_from", "valid_to", "la"]
CONDITIONS = ["category", "area", "channel", "urgency", "kind", "working_time", "answers", "la"]
DAYS = [date(2021, 6, 1), date(2025, 2, 28), date(2025, 7, 1), date(2026, 12, 1), date(2040, 1, 1)]


def passes(file) -> bool:
    try:
        loaded = FILES["rules"]().load(file)
    except ValidationError:
        return False
    dated = [{**each, "valid_from": each["valid_from"] or "2021-05-17"} for each in loaded["rules"]]
    return not check_rules({**KNOWN, "rules": dated, "default": loaded["default"]})


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(FIELDS), SCRAPS), max_size=2),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(CONDITIONS), SCRAPS), max_size=2),
    SCRAPS,
)
def test_broken_rules_never_pass_validation(fields, conditions, default):
    file = {"rules": copy.deepcopy(KNOWN["rules"]), "default": default if isinstance(default, dict) else DEFAULT}
    for number, name, scrap in conditions:
        file["rules"][number]["when"][name] = scrap
    for number, name, scrap in fields:
        file["rules"][number][name] = scrap
    if passes(file):
        loaded = FILES["rules"]().load(file)
        dated = [{**each, "valid_from": each["valid_from"] or "2021-05-17"} for each in loaded["rules"]]
        book = assigner_of(1, {**KNOWN, **loaded, "rules": dated}).rules
        for day in DAYS:
            for slug in (None, "y-te", "ha-tang.cay-xanh", "thien-tai"):
                asked = Facts(
                    category=slug, area="2021-23575", channel="web", urgency="urgent", kind="report", received_at=NOON
                )
                assert book.decide(asked, day).broken is None


@pytest.mark.parametrize(
    ("broken", "slug"),
    [
        ({"agency": "khong-co"}, "unknown-agency"),
        ({"when": {"category": ["khong-co"]}}, "unknown-category"),
        ({"when": {"area": ["00000"]}}, "unknown-area"),
        ({"when": {"category": ["y-te"], "answers": {"muc-do": ["la"]}}}, "unknown-answer"),
        ({"when": {"category": ["buu-chinh"], "answers": {"muc-do": ["nang"]}}}, "unknown-answer"),
        ({"valid_to": "2020-01-01"}, "validity-reversed"),
        ({"agency": "so-tai-nguyen"}, "agency-not-in-force"),
        ({"when": {"category": ["ha-tang"]}}, "rule-matches-nothing"),
    ],
)
def test_each_kind_of_broken_rule_is_named(broken, slug):
    bad = {**rule("thu", 10, HEALTH, category=["y-te"]), **broken}
    found = check_rules({**KNOWN, "rules": [bad], "default": DEFAULT})
    assert [(each.slug, each.subject) for each in found] == [(slug, "rules/thu")]


def test_an_answer_shadows_only_what_asks_for_less_of_it():
    wide = rule("rong", 10, HEALTH, category=["y-te"], answers={"muc-do": ["nhe", "nang"]})
    narrow = rule("hep", 20, CENTRE, category=["y-te"], answers={"muc-do": ["nang"]})
    free = rule("tu-do", 30, CENTRE, category=["y-te"])
    found = check_rules({**KNOWN, "rules": [wide, narrow, free], "default": DEFAULT})
    assert [(each.slug, each.subject) for each in found] == [("shadowed-rule", "rules/hep")]


@pytest.mark.parametrize("whom", ["khong-co", "so-tai-nguyen"])
def test_whoever_takes_the_rest_must_exist_for_good(whom):
    found = check_rules({**KNOWN, "rules": [], "default": {**DEFAULT, "agency": whom}})
    assert [each.slug for each in found] == ["default-not-in-force"]


def test_a_file_without_a_default_is_refused():
    assert not passes({"rules": KNOWN["rules"][:1]})


def test_orphans_are_named_with_their_reasons():
    rules = [
        rule("tat-ca", 900, CENTRE, category=["ha-tang.*", "buu-chinh", "thien-tai"]),
        rule("khan", 10, "of_area", category=["y-te"], urgency=["urgent"]),
        rule("cu", 20, "so-tai-nguyen", category=["y-te"], kind=["report"]),
    ]
    areas = [*KNOWN["areas"], area("88888", "Xã mồ côi", parent="52", agency="da-het", valid_from="2025-07-01")]
    agencies = [*KNOWN["agencies"], agency("da-het", "Đã hết", valid_to="2025-12-31")]
    found = orphans({**KNOWN, "rules": rules, "areas": areas, "agencies": agencies}, date(2026, 12, 1))
    assert [each.subject for each in found] == [
        "areas/88888",
        "areas/99999",
        "categories/khong-quy-tac",
        "categories/y-te",
        "rules/cu",
    ]
    said = {each.subject: each.vi for each in found}
    assert "không có quy tắc nào" in said["categories/khong-quy-tac"]
    assert "khan, cu" in said["categories/y-te"] or "cu, khan" in said["categories/y-te"]
    assert "da-het không còn" in said["areas/88888"]


def test_where_no_rule_asks_for_the_area_no_area_is_an_orphan():
    assert orphans({**KNOWN, "rules": [rule("tat-ca", 1, CENTRE)]}, date(2026, 12, 1)) == []
