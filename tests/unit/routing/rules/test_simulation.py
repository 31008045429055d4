"""Simulating over past cases: equal to counting by hand, case by case, for any rules and any cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rules import Facts
from services.routing.usecases.rules import content_of
from services.routing.usecases.rules.ports import PastCase
from services.routing.wiring.rules import RuleStore, build_rules
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import CENTRE, FARMING, HEALTH, LOCAL, category, rule, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.rule_fakes import MemoryPastCases, MemoryRuleSets
from tests.unit.routing.rules import naive

AN = Actor("desk:an", None, "administrator")
QUESTION = {"slug": "muc-do", "type": "choice", "choices": [{"slug": "nhe"}, {"slug": "nang"}]}
CATEGORIES = [
    *(each for each in snapshot()["categories"] if each["slug"] != "y-te"),
    category("y-te", deadline="trong-ngay", questions=[QUESTION]),
]
LEAVES = ["ha-tang.chieu-sang", "ha-tang.cay-xanh", "y-te", "buu-chinh", "thien-tai", "khong-quy-tac"]
AREAS = ["52", "23575", "99999", "2021-622", "2021-23575"]
WEEK = datetime(2026, 11, 9, tzinfo=UTC)
DAY = date(2026, 12, 1)

some = st.fixed_dictionaries(
    {},
    optional={
        "category": st.lists(st.sampled_from([*LEAVES, "ha-tang.*"]), min_size=1, max_size=3, unique=True),
        "area": st.lists(st.sampled_from(AREAS), min_size=1, max_size=2, unique=True),
        "channel": st.just(["web"]),
        "urgency": st.just(["urgent"]),
        "kind": st.just(["report", "question"]),
        "working_time": st.booleans(),
        "answers": st.just({"muc-do": ["nang"]}),
    },
)
agencies = st.sampled_from(["of_area", CENTRE, HEALTH, FARMING, LOCAL, "so-tai-nguyen"])
rule_lists = st.lists(st.tuples(some, agencies), max_size=7).map(
    lambda made: [rule(f"r{place}", place + 1, to, **when) for place, (when, to) in enumerate(made)]
)
facts = st.builds(
    Facts,
    category=st.sampled_from([None, *LEAVES]),
    area=st.sampled_from([None, "bia", *AREAS[1:]]),
    channel=st.sampled_from(["web", "hotline"]),
    urgency=st.sampled_from(["normal", "urgent"]),
    kind=st.sampled_from(["report", "praise"]),
    received_at=st.integers(0, 14 * 24 * 4).map(lambda quarters: WEEK + timedelta(minutes=15 * quarters)),
    answers=st.sampled_from([{}, {"muc-do": "nhe"}, {"muc-do": "nang", "khac": "1"}]),
)


def simulated(old, new, cases):
    """Simulate without asking whether rules make sense: the figures must be right for any."""
    whole, sets = snapshot(categories=CATEGORIES, rules=old), MemoryRuleSets()
    store = RuleStore(sets=sets, cases=MemoryPastCases(*cases))
    rules = build_rules(store, MemoryCatalogs(whole), FixedClock(NOON))
    object.__setattr__(rules.checking, "check", lambda _: [])
    rules.keep_loaded(whole, None)
    number = rules.make_draft(content_of({"rules": new}), AN).number
    return whole, rules.simulate(number, WEEK, DAY, AN).simulation


@settings(max_examples=150, deadline=None)
@given(rule_lists, rule_lists, st.lists(facts, max_size=60))
def test_a_simulation_equals_counting_case_by_case(old, new, filed):
    cases = [PastCase(f"2611{number:09d}", each) for number, each in enumerate(filed)]
    whole, summary = simulated(old, new, cases)
    by_hand = naive.tables(whole, old, new, cases, DAY)
    found = naive.read(summary)
    assert found["moves"] == {way: len(codes) for way, codes in by_hand["moves"].items()}
    assert found["hits"] == by_hand["hits"]
    assert (found["categories"], found["areas"]) == (by_hand["categories"], by_hand["areas"])
    assert summary["lost"] == len(by_hand["lost"])
    assert sorted(summary["lost_codes"]) == sorted(by_hand["lost"])[-5:]
    for move in summary["moves"]:
        assert sorted(move["codes"]) == sorted(by_hand["moves"][move["from"], move["to"]])[-5:]
    assert {each["rule"] for each in summary["idle"]} == {each["id"] for each in new} - by_hand["hits"].keys()


def past(number: int, **about) -> PastCase:
    plain = {"category": "y-te", "area": "23575", "channel": "web", "urgency": "normal", "kind": "report"}
    return PastCase(f"2611{number:09d}", Facts(**{**plain, "received_at": NOON, **about}))


def test_a_rule_that_nothing_comes_to_is_dead_or_shadowed_and_it_is_said_by_which():
    new = [
        rule("truoc", 10, HEALTH, category=["y-te"], channel=["web"]),
        rule("sau", 20, FARMING, category=["y-te"], area=["52"]),
        rule("vang", 30, FARMING, category=["thien-tai"]),
    ]
    _, summary = simulated([], new, [past(1), past(2)])
    assert summary["idle"] == [
        {"rule": "sau", "by": [{"rule": "truoc", "cases": 2}]},
        {"rule": "vang", "by": []},
    ]


def test_cases_that_lose_their_owner_are_counted_and_named():
    _, summary = simulated([rule("y-te", 10, HEALTH, category=["y-te"])], [], [past(1), past(2, category="buu-chinh")])
    assert (summary["cases"], summary["moved"], summary["lost"]) == (2, 1, 1)
    assert summary["lost_codes"] == [past(1).code]


def test_only_cases_since_then_are_replayed():
    early = PastCase("2601000000001", Facts(**{**vars_of(past(1).facts), "received_at": WEEK - timedelta(minutes=1)}))
    _, summary = simulated([], [], [early, past(2)])
    assert summary["cases"] == 1


def vars_of(each: Facts) -> dict:
    return {name: getattr(each, name) for name in each.__slots__}


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        ({"category": ["y-te"]}, {}, {"category": "buu-chinh"}),
        ({"area": ["23575"]}, {}, {"area": "99999"}),
        ({"channel": ["web"]}, {}, {"channel": "hotline"}),
        ({"urgency": ["normal"]}, {}, {"urgency": "urgent"}),
        ({"kind": ["report"]}, {}, {"kind": "praise"}),
        ({"working_time": True}, {}, {"received_at": NOON + timedelta(hours=15)}),
        ({"answers": {"muc-do": ["nang"]}}, {"answers": {"muc-do": "nang"}}, {"answers": {"muc-do": "nhe"}}),
    ],
)
def test_cases_that_differ_in_what_a_rule_asks_about_are_told_apart(condition, inside, outside):
    one, other = past(1, **inside), past(2, **outside)
    for cases in ((one, other), (other, one)):
        _, summary = simulated([], [rule("r", 1, HEALTH, **condition)], cases)
        assert [(each["from"], each["to"], each["codes"]) for each in summary["moves"]] == [
            (CENTRE, HEALTH, [one.code])
        ]
