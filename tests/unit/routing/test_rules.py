"""Who answers: a table of cases against the small catalogue, and what happens when a rule cannot be used."""

from datetime import date, datetime

import pytest

from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.domain.decision import LONGEST_TRACE
from services.routing.domain.rules import Facts
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import CENTRE, FARMING, HEALTH, LOCAL, assigner, rule, snapshot


def facts(moment: str = "2026-11-23 09:00", **changes) -> Facts:
    given = {"category": "ha-tang.chieu-sang", "area": "23575", "channel": "web", "urgency": "normal", "kind": "report"}
    return Facts(**{**given, **changes}, received_at=at(moment))


def decide(asked: Facts, on: str = "2026-11-23", **catalog):
    return assigner(**catalog).rules.decide(asked, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("asked", "agency", "by"),
    [
        (facts(), LOCAL, "dia-phuong"),  # a leaf below ha-tang.*
        (facts(category="ha-tang"), LOCAL, "dia-phuong"),  # the branch itself belongs to its subtree
        (facts(category="y-te"), HEALTH, "y-te"),  # first rule is for out of hours only
        (facts("2026-11-23 23:30", category="y-te"), HEALTH, "dem"),  # at night the first one wins
        (facts("2026-11-24 10:00", category="y-te"), HEALTH, "dem"),  # a holiday is out of hours too
        (facts(category="thien-tai", urgency="urgent"), LOCAL, "thien-tai-khan"),  # urgency
        (facts(category="thien-tai", channel="hotline"), HEALTH, "dien-thoai"),  # channel
        (facts(category="thien-tai"), FARMING, "thien-tai"),  # the department was merged: its successor
        (facts(category="thien-tai", kind="praise"), CENTRE, "triage"),  # no rule for praise
        (facts(category="thien-tai", urgency="urgent", area=None), FARMING, "thien-tai"),  # no area: next rule
        (facts(area=None), CENTRE, "triage"),  # of_area without an area
        (facts(area="99999"), CENTRE, "triage"),  # nobody is responsible there
        (facts(area="12345"), CENTRE, "triage"),  # an area nobody knows
        (facts(area="2021-23575"), LOCAL, "dia-phuong"),  # an address on the old map
        (facts(category="khong-quy-tac"), CENTRE, "triage"),  # no rule at all
        (facts(category=None), CENTRE, "triage"),  # nobody chose a category
        (facts(category="bia-dat"), CENTRE, "triage"),  # a category nobody knows
    ],
)
def test_the_first_rule_that_applies_decides(asked, agency, by):
    decision = decide(asked)
    assert (decision.agency.slug, decision.rule) == (agency, by)
    assert decision.triage is (by == "triage")
    assert decision.broken is None


@pytest.mark.parametrize(
    ("day", "agency", "by"),
    [
        ("2025-02-28", "so-tai-nguyen", "thien-tai-2021"),  # the last day of the old department, last day included
        ("2025-03-01", FARMING, "thien-tai"),  # the first day of the new one
    ],
)
def test_rules_and_agencies_hold_from_day_to_day(day, agency, by):
    decision = decide(facts(category="thien-tai", area=None), on=day)
    assert (decision.agency.slug, decision.rule) == (agency, by)


def test_before_the_merger_the_district_answers_for_its_wards():
    assert decide(facts(area="2021-23575"), on="2025-06-30").agency.slug == "ubnd-tp-pleiku"


def test_a_unit_that_does_not_exist_yet_is_no_place():
    assert decide(facts(area="23575"), on="2025-06-30").triage


@pytest.mark.parametrize(
    ("wanted", "applies"),
    [
        (["23575"], True),  # the unit itself
        (["52"], True),  # any level above it
        (["2021-622"], True),  # the city that it was made of, on the old map
        (["2021-23575"], True),  # a ward of that city
        (["99999"], False),
    ],
)
def test_a_condition_on_an_area_holds_for_everything_below_it(wanted, applies):
    rules = [rule("vung", 1, HEALTH, area=wanted)]
    assert (decide(facts(), rules=rules).rule == "vung") is applies


def test_rules_are_tried_in_their_order_whatever_the_file_says():
    rules = [rule("sau", 20, HEALTH), rule("truoc", 10, FARMING)]
    assert decide(facts(), rules=rules).rule == "truoc"


def test_a_rule_without_conditions_holds_for_everything():
    assert decide(facts(category=None, area=None), rules=[rule("tat-ca", 1, HEALTH)]).agency.slug == HEALTH


def test_the_trace_tells_what_was_tried_and_why_not():
    assert decide(facts(category="thien-tai")).trace == (
        "Quy tắc “thien-tai-khan” không áp dụng: mức độ là bình thường, quy tắc chỉ dành cho khẩn.",
        "Quy tắc “dien-thoai” không áp dụng: kênh là trang web, quy tắc chỉ dành cho điện thoại.",
        "Quy tắc “thien-tai-2021” không áp dụng: đã hết hiệu lực sau ngày 28/02/2025.",
        "Quy tắc “thien-tai” áp dụng: theo quy tắc thien-tai.",
        "Công việc của Sở Tài nguyên nay do Sở Nông nghiệp và Môi trường đảm nhận.",
        "Giao Sở Nông nghiệp và Môi trường.",
    )


def test_the_trace_of_triage_says_that_no_rule_applied():
    assert decide(facts(category=None)).trace == (
        "Chưa biết lĩnh vực.",
        "Không có quy tắc nào áp dụng; Trung tâm 1022 xem xét và phân công.",
    )


def test_the_trace_says_that_an_old_unit_was_merged():
    assert decide(facts(area="2021-23575")).trace[0] == "Phường Tây Sơn nay thuộc Phường Pleiku."


def test_a_long_trace_is_shortened_in_its_middle():
    rules = [rule(f"r{n}", n, HEALTH, kind=["praise"]) for n in range(200)] + [rule("cuoi", 900, HEALTH)]
    trace = decide(facts(), rules=rules).trace
    assert len(trace) == LONGEST_TRACE + 1
    assert trace[-1] == "Giao Sở Y tế."


@pytest.mark.parametrize(
    "to",
    [
        "khong-co",  # an agency that is not in the catalogue
        "so-dung-lai",  # one that ended without a successor
    ],
)
def test_a_rule_that_fails_sends_the_case_to_triage_and_raises_an_alarm(to):
    agencies = [*snapshot()["agencies"], {**snapshot()["agencies"][3], "slug": "so-dung-lai", "valid_to": "2025-01-01"}]
    decision = decide(facts(), rules=[rule("hong", 1, to), rule("lanh", 2, HEALTH)], agencies=agencies)
    assert (decision.agency.slug, decision.rule, decision.triage, decision.broken) == (CENTRE, "triage", True, "hong")
    assert "“hong” bị lỗi" in decision.trace[-1]


def test_successors_in_a_circle_are_a_broken_rule_and_not_an_endless_search():
    a = {**snapshot()["agencies"][3], "slug": "a", "valid_to": "2025-01-01", "successor": "b"}
    agencies = [snapshot()["agencies"][0], a, {**a, "slug": "b", "successor": "a"}]
    assert decide(facts(), rules=[rule("vong", 1, "a")], agencies=agencies).broken == "vong"


def test_areas_in_a_circle_are_no_place():
    a = {**snapshot()["areas"][4], "code": "a", "successors": ["b"]}
    assert decide(facts(area="a"), areas=[a, {**a, "code": "b", "successors": ["a"]}]).triage


def test_made_up_categories_leave_nothing_behind():
    book = assigner().rules
    for n in range(50):
        book.decide(facts(category=f"bia-{n}"), date(2026, 11, 23))
    assert len(book._by_category) == 0


def test_a_naive_moment_is_nobodys_crash_but_an_alarm():
    asked = Facts(
        category="y-te",
        area=None,
        channel="web",
        urgency="normal",
        kind="report",
        received_at=datetime(2026, 11, 23),  # noqa: DTZ001
    )
    assert decide(asked).broken == "catalogue"


def test_a_catalogue_without_a_centre_says_so():
    only_health = [each for each in snapshot()["agencies"] if each["slug"] == HEALTH]
    with pytest.raises(LookupError, match="centre"):
        assigner_of(1, snapshot(agencies=only_health)).rules.decide(facts(category=None), date(2026, 11, 23))
