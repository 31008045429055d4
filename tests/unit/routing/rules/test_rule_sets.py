"""Rule sets as law: who may do what when, and which set is in force at which moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set import Standing, in_force, timeline
from services.routing.usecases.rules import content_of
from services.routing.wiring.rules import Rules, RuleStore, build_rules
from tests.unit.routing.builders import NOON
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import CENTRE, HEALTH, rule, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.rule_fakes import MemoryPastCases, MemoryRuleSets

AN = Actor("desk:an", None, "administrator")
BINH = Actor("desk:binh", None, "shift_lead")
CHI = Actor("desk:chi", None, "administrator")
EVERYTHING = [each for each in snapshot()["areas"] if each["code"] != "99999"]


def whole(*rules):
    """Return rules by which nobody is left without an agency."""
    return [*rules, rule("tat-ca", 900, CENTRE)]


class Law:
    """Rule sets over the small catalogue; set 1 is in force since long."""

    def __init__(self, **catalog) -> None:
        self.sets, self.clock = MemoryRuleSets(), FixedClock(NOON - timedelta(days=90))
        self.snapshot = snapshot(areas=EVERYTHING, **{"rules": whole(), **catalog})
        store = RuleStore(sets=self.sets, cases=MemoryPastCases())
        self.do: Rules = build_rules(store, MemoryCatalogs(self.snapshot), self.clock)
        self.do.keep_loaded(self.snapshot, None)
        self.clock.at = NOON

    def draft(self, *rules, by=AN) -> int:
        return self.do.make_draft(content_of({"rules": whole(*rules)}), by).number

    def simulated(self, *rules) -> int:
        number = self.draft(*rules)
        self.do.simulate(number, NOON - timedelta(days=180), None, AN)
        return number

    def approved(self, *rules) -> int:
        number = self.simulated(*rules)
        self.do.approve(number, BINH)
        return number

    def standing(self, number: int) -> Standing:
        return self.do.find.one(number).standing

    def on(self, moment: str) -> int:
        found = in_force(self.sets.all(), at(moment))
        assert found
        return found.number


HEALTH_RULE = rule("y-te", 10, HEALTH, category=["y-te"])


def slug_of(act) -> str:
    with pytest.raises(Rejected) as refused:
        act()
    return refused.value.slug


def test_a_set_goes_from_draft_to_the_law_and_replaces_the_one_before():
    law = Law()
    number = law.draft(HEALTH_RULE)
    assert law.standing(number) is Standing.DRAFT
    law.do.simulate(number, NOON, None, AN)
    assert law.standing(number) is Standing.SIMULATED
    law.do.approve(number, BINH)
    assert law.standing(number) is Standing.APPROVED
    law.do.activate(number, BINH)
    assert (law.standing(number), law.standing(1)) == (Standing.ACTIVE, Standing.SUPERSEDED)
    assert [step.did for step in law.sets.get(number).history] == ["drafted", "simulated", "approved", "activated"]


def test_a_set_becomes_the_law_at_the_stroke_of_its_day():
    law = Law()
    number = law.approved(HEALTH_RULE)
    law.do.activate(number, BINH, date(2026, 12, 1))
    assert law.standing(number) is Standing.SCHEDULED
    assert law.on("2026-11-30 23:59") == 1
    assert law.on("2026-12-01 00:00") == number


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (lambda law, n: law.do.approve(law.draft(HEALTH_RULE), BINH), "not-simulated"),
        (lambda law, n: law.do.approve(n, AN), "four-eyes"),
        (lambda law, n: law.do.activate(n, BINH), "not-approved"),
        (lambda law, n: law.do.approve(n, Actor("desk:du", None, "operator")), "not-your-role"),
        (lambda law, n: law.do.approve(n, Actor("desk:du", None, "leader")), "not-your-role"),
        (lambda law, n: law.draft(HEALTH_RULE, by=BINH), "not-your-role"),
        (lambda law, n: law.do.approve(n, BINH, seen=1), "rules-changed"),
        (lambda law, n: law.do.approve(77, BINH), "unknown-rules"),
        (lambda law, n: law.do.approve(1, BINH), "rules-closed"),
        (lambda law, n: law.do.withdraw(1, BINH), "rules-in-force"),
        (lambda law, n: law.do.roll_back(BINH), "nothing-before"),
        (lambda law, n: law.do.roll_back(Actor("desk:du", None, "operator")), "not-your-role"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(wish, refused):
    law = Law()
    number = law.simulated(HEALTH_RULE)
    before = dict(law.sets.by_number)
    assert slug_of(lambda: wish(law, number)) == refused
    assert {n: law.sets.by_number[n] for n in before} == before


def test_whoever_wrote_a_word_of_it_may_not_approve_it():
    law = Law()
    number = law.draft(HEALTH_RULE)
    law.do.change_draft(number, lambda content: content, CHI, "xem lại")
    law.do.simulate(number, NOON, None, CHI)
    assert slug_of(lambda: law.do.approve(number, AN)) == "four-eyes"
    assert slug_of(lambda: law.do.approve(number, CHI)) == "four-eyes"
    assert law.do.approve(number, BINH).approved_by == "desk:binh"


def test_a_changed_draft_loses_simulation_and_approval():
    law = Law()
    number = law.approved(HEALTH_RULE)
    changed = law.do.change_draft(number, lambda content: content, AN, "sửa")
    assert (changed.simulation, changed.approved_by) == (None, None)
    assert slug_of(lambda: law.do.activate(number, BINH)) == "not-approved"


def test_what_is_the_law_or_planned_cannot_be_changed():
    law = Law()
    number = law.approved(HEALTH_RULE)
    law.do.activate(number, BINH, date(2026, 12, 1))
    assert slug_of(lambda: law.do.change_draft(number, lambda content: content, AN, "")) == "rules-closed"


def test_a_planned_set_can_be_withdrawn_and_does_not_happen():
    law = Law()
    number = law.approved(HEALTH_RULE)
    law.do.activate(number, BINH, date(2026, 12, 1))
    law.do.withdraw(number, BINH, "chưa đủ")
    assert law.standing(number) is Standing.WITHDRAWN
    assert law.on("2026-12-02 00:00") == 1


def test_a_day_that_has_begun_is_refused():
    law = Law()
    number = law.approved(HEALTH_RULE)
    assert slug_of(lambda: law.do.activate(number, BINH, date(2026, 11, 23))) == "day-passed"


def test_rolling_back_puts_the_set_before_in_force_and_can_be_rolled_back():
    law = Law()
    number = law.approved(HEALTH_RULE)
    law.do.activate(number, BINH)
    law.clock.at = NOON + timedelta(hours=1)
    assert law.do.roll_back(BINH, seen=number).number == 1
    assert law.standing(number) is Standing.SUPERSEDED
    law.clock.at = NOON + timedelta(hours=2)
    assert slug_of(lambda: law.do.roll_back(BINH, seen=number)) == "rules-changed"
    assert law.do.roll_back(BINH).number == number
    assert timeline(law.sets.all(), NOON + timedelta(hours=3)) == [1, number, 1, number]
