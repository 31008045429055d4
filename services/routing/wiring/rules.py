"""The composition of rule sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing import catalog as catalog_files
from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.adapters.mongo_past_cases import MongoPastCases
from services.routing.adapters.mongo_rule_sets import MongoRuleSets
from services.routing.domain.assigning import Assigner
from services.routing.domain.rule_set import Content
from services.routing.usecases.ports import Catalogs, Snapshot
from services.routing.usecases.rules import (
    Activate,
    Approve,
    ChangeDraft,
    Changing,
    Checking,
    FindRules,
    KeepLoadedRules,
    MakeDraft,
    RollBack,
    Simulate,
    Withdraw,
)
from services.routing.usecases.rules.ports import PastCases, RuleSets


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStore:
    """The adapters."""

    sets: RuleSets
    cases: PastCases


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What can be done. `assigner_of` is what would assign by a set; raises `Rejected("unknown-rules")`."""

    make_draft: MakeDraft
    change_draft: ChangeDraft
    simulate: Simulate
    approve: Approve
    activate: Activate
    withdraw: Withdraw
    roll_back: RollBack
    find: FindRules
    checking: Checking
    keep_loaded: KeepLoadedRules
    assigner_of: Callable[[int], Assigner]


def rule_store(database: Database[Any]) -> RuleStore:
    """Return the adapters on a database."""
    return RuleStore(sets=MongoRuleSets(database), cases=MongoPastCases(database))


def build_rules(store: RuleStore, catalogs: Catalogs, clock: Clock) -> Rules:
    """Return the use cases."""
    checking = Checking(catalogs, catalog_files.check_rules)
    changing, find = Changing(store.sets, clock), FindRules(store.sets, clock)

    def by_set(number: int) -> Assigner:
        version, snapshot = checking.newest()
        return compiled(version, snapshot, find.one(number).rule_set.content, number)

    return Rules(
        make_draft=MakeDraft(store.sets, checking, clock),
        change_draft=ChangeDraft(changing, checking),
        simulate=Simulate(store.sets, store.cases, checking, changing, compiled, clock),
        approve=Approve(changing),
        activate=Activate(changing, checking, catalog_files.orphans),
        withdraw=Withdraw(changing),
        roll_back=RollBack(changing),
        find=find,
        checking=checking,
        keep_loaded=KeepLoadedRules(store.sets, catalog_files.check_rules, clock),
        assigner_of=by_set,
    )


def compiled(version: int, snapshot: Snapshot, content: Content, number: int = 0) -> Assigner:
    """Return what assigns by the content of a set."""
    return assigner_of(version, snapshot, content.as_snapshot(), number)
