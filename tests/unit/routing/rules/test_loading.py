"""The rules in a loaded catalogue: the first are the law, later ones a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.catalog import check_rules
from services.routing.domain.rule_set import Stage, Standing, in_force
from services.routing.domain.rule_set_acts import activated, drafted, withdrawn
from services.routing.usecases.load_catalog import LoadCatalog
from services.routing.usecases.rules import KeepLoadedRules, content_of
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import CENTRE, FARMING, HEALTH, rule, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.rule_fakes import MemoryRuleSets

OTHER = [rule("y-te", 10, HEALTH, category=["y-te"])]


class Loader:
    def __init__(self) -> None:
        self.sets, self.catalogs, clock = MemoryRuleSets(), MemoryCatalogs(), FixedClock(NOON)
        self.load = LoadCatalog(self.catalogs, lambda _: [], clock, KeepLoadedRules(self.sets, check_rules, clock))

    @property
    def law(self):
        return in_force(self.sets.all(), NOON)


def test_the_first_rules_are_the_law_at_once():
    loader = Loader()
    loaded = loader.load(snapshot())
    assert (loaded.rules.number, loaded.rules.standing, loaded.rules.is_new) == (1, Standing.ACTIVE, True)
    assert list(loader.law.content.rules) == snapshot()["rules"]
    assert loader.law.content.default["agency"] == CENTRE


def test_later_rules_are_a_draft_while_the_rest_is_put_in_force():
    loader = Loader()
    loader.load(snapshot())
    loaded = loader.load(snapshot(rules=OTHER))
    assert (loaded.version, loaded.rules.number, loaded.rules.standing) == (2, 2, Standing.DRAFT)
    assert loader.law.number == 1


def test_loading_the_same_again_changes_nothing():
    loader = Loader()
    loader.load(snapshot())
    first = loader.load(snapshot(rules=OTHER))
    again = loader.load(snapshot(rules=OTHER))
    assert (again.version, again.is_new, again.rules.number, again.rules.is_new) == (
        2,
        False,
        first.rules.number,
        False,
    )
    assert sorted(loader.sets.by_number) == [1, 2]


def test_going_back_to_rules_that_are_a_set_already_makes_no_other():
    loader = Loader()
    loader.load(snapshot())
    loader.load(snapshot(rules=OTHER), rules_in_force=True)
    assert loader.law.number == 2
    assert loader.load(snapshot()).rules.standing is Standing.SUPERSEDED
    assert (sorted(loader.sets.by_number), loader.law.number) == ([1, 2], 2)


def test_a_system_that_is_being_set_up_may_put_the_rules_in_force_at_once():
    loader = Loader()
    loader.load(snapshot())
    loaded = loader.load(snapshot(rules=OTHER), rules_in_force=True)
    assert (loaded.rules.number, loaded.rules.standing, loader.law.number) == (2, Standing.ACTIVE, 2)


def test_rules_that_were_the_law_before_there_were_rule_sets_are_the_first_set():
    loader = Loader()
    loader.catalogs.version, loader.catalogs.snapshot = 1, snapshot()
    loaded = loader.load(snapshot(rules=OTHER))
    assert (loaded.rules.number, loaded.rules.standing) == (2, Standing.DRAFT)
    assert list(loader.law.content.rules) == snapshot()["rules"]


def test_a_catalogue_without_what_the_rules_in_force_name_is_refused():
    loader = Loader()
    loader.load(snapshot())
    without = [each for each in snapshot()["agencies"] if each["slug"] != HEALTH]
    with pytest.raises(Rejected) as refused:
        loader.load(snapshot(agencies=without, rules=[]))
    assert refused.value.slug == "catalog-invalid"
    assert loader.catalogs.version == 1 and sorted(loader.sets.by_number) == [1]


def test_a_catalogue_without_what_rules_to_come_name_is_refused():
    loader = Loader()
    loader.load(snapshot())
    coming = drafted(2, content_of({"rules": [rule("nong", 10, FARMING)]}), "an", NOON)
    loader.sets.add(activated(replace(coming, stage=Stage.APPROVED), NOON + timedelta(days=1), "binh", NOON))
    without = [each for each in snapshot()["agencies"] if each["slug"] != FARMING]
    mine = [rule("y-te", 10, HEALTH)]
    loader.sets.by_number[1] = replace(loader.sets.get(1), content=content_of({"rules": mine}))
    with pytest.raises(Rejected) as refused:
        loader.load(snapshot(agencies=without, rules=mine))
    assert [each.slug for each in refused.value.details["problems"]] == ["unknown-agency"]
    loader.sets.save(withdrawn(loader.sets.get(2), "binh", NOON, None))
    assert loader.load(snapshot(agencies=without, rules=mine)).version == 2
