"""Simulate a rule set: replay past cases by it and by the set in force."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.kit.clock import Clock
from services.routing.domain.assigning import Assigner
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.replay import Figures, Move, Replay, Sorter, replay, row
from services.routing.domain.rule_set import Content, RuleSet, in_force
from services.routing.domain.rule_set_acts import SIMULATE, simulated
from services.routing.usecases.rules.changing import Changing
from services.routing.usecases.rules.checking import Checking
from services.routing.usecases.rules.ports import Compile, PastCases, RuleSets

#: Lines of each table that are kept with the set: the most cases first.
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Simulate:
    """Changes nothing but the set's own record."""

    sets: RuleSets
    cases: PastCases
    checking: Checking
    changing: Changing
    compile: Compile
    clock: Clock

    def __call__(self, number: int, since: datetime, as_of: date | None, actor: Actor) -> RuleSet:
        """Replay the cases since a moment, both sets judged as of a local day (today), and keep the summary.

        Raises `Rejected` (rules-invalid, rules-closed, unknown-rules), `Retryable` when the draft changed meanwhile.
        """
        draft = self.changing.allowed(SIMULATE, number, actor)
        self.checking.refuse_broken(draft.content)
        new = self._compiled(draft.content)
        day = as_of or new.catalog.agency_hours.local(self.clock.now()).date()
        found = self._replayed(since, self._old(), new, day)
        summary = {**summary_of(found), "since": since, "as_of": day.isoformat(), "catalog": new.catalog.version}

        def become(one: RuleSet) -> RuleSet:
            return simulated(one, {**summary, "against": self._against()}, actor.name, self.clock.now())

        # Whoever changed the draft in the meantime has changed what was simulated.
        return self.changing(SIMULATE, number, actor, become, seen=draft.version)

    def _replayed(self, since: datetime, old: Assigner, new: Assigner, day: date) -> Replay:
        sorter = Sorter(old, new)
        for each in self.cases.since(since):
            sorter.add(each.code, each.facts)
        return replay(sorter.groups(), old, new, day, breathe)

    def _against(self) -> int:
        found = in_force(self.sets.all(), self.clock.now())
        return found.number if found else 0

    def _old(self) -> Assigner:
        found = in_force(self.sets.all(), self.clock.now())
        return self._compiled(found.content) if found else self.checking.catalogs.assigner()

    def _compiled(self, content: Content) -> Assigner:
        version, snapshot = self.checking.newest()
        return self.compile(version, snapshot, content)


def breathe() -> None:
    """Let others work: the desk and the queues share this thread."""
    time.sleep(0)


def summary_of(found: Replay) -> Mapping[str, Any]:
    """Return a replay as it is stored and shown: tables, the most cases first."""
    return {
        **{name: value for name, value in row(None, found.total).items() if name != "name"},
        "moves": [
            {"from": old, "to": new, "count": move.count, "codes": move.codes}
            for (old, new), move in sorted(found.moves.items(), key=_by_count)[:MOST_LINES]
        ],
        "lost_codes": found.lost.codes,
        "categories": _rows(found.categories),
        "areas": _rows(found.areas),
        "hits": [{"rule": rule, "cases": count} for rule, count in found.hits.most_common()],
        "idle": [_idle(found, rule) for rule in found.idle],
    }


def _rows(figures: Mapping[str | None, Figures]) -> list[Mapping[str, Any]]:
    order = sorted(figures.items(), key=lambda item: (-item[1].moved, -item[1].cases, item[0] or ""))
    return [row(name, each) for name, each in order[:MOST_LINES]]


def _idle(found: Replay, rule: str) -> Mapping[str, Any]:
    """A rule that nothing came to: dead when no case was like that, shadowed when earlier rules took them all."""
    before = sorted(found.taken_before.get(rule, Counter[str]()).items())
    return {"rule": rule, "by": [{"rule": other, "cases": count} for other, count in before]}


def _by_count(item: tuple[tuple[str, str], Move]) -> tuple[int, tuple[str, str]]:
    return -item[1].count, item[0]
