"""Replaying past cases by two rule books: who would answer what instead of whom, and which rules do nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import heappushpop, nlargest
from typing import Any

from services.routing.domain.assigning import Assigner
from services.routing.domain.decision import DEFAULT, TRIAGE, Decision
from services.routing.domain.rules import Facts, Rule
from services.routing.domain.working_time import is_working

#: How many codes of cases are shown for each move, the newest first.
SAMPLES = 5
OWNERLESS = frozenset({TRIAGE, DEFAULT})


@dataclass(slots=True)
class Group:
    """Cases that no rule can tell apart. `facts` are those of one of them."""

    facts: Facts
    count: int = 0
    codes: list[str] = field(default_factory=list)

    def add(self, code: str, samples: int = SAMPLES) -> None:
        """Count a case, and keep its code while it is among the newest: codes begin with the day."""
        self.count += 1
        if len(self.codes) < samples:
            self.codes.append(code)
            self.codes.sort()
        elif code > self.codes[0]:
            heappushpop(self.codes, code)


@dataclass(slots=True)
class Figures:
    """How many cases there were, went to somebody else, and fell to nobody who had an owner before."""

    cases: int = 0
    moved: int = 0
    lost: int = 0

    def count(self, number: int, moved: bool, lost: bool) -> None:
        """Add cases that went the same way."""
        self.cases += number
        self.moved += number * moved
        self.lost += number * lost


@dataclass(slots=True)
class Move:
    """Cases that one agency had and another would get."""

    count: int = 0
    codes: list[str] = field(default_factory=list)

    def add(self, group: Group) -> None:
        """Add a group's cases."""
        self.count += group.count
        self.codes = nlargest(SAMPLES, [*self.codes, *group.codes])


@dataclass(slots=True)
class Replay:
    """What the replay says. `hits`: cases by new rule; `taken_before`: for a rule, what earlier rules took of its own.

    `lost` holds samples of cases that lose their owner; `idle` rules in force that no case came to.
    """

    total: Figures = field(default_factory=Figures)
    moves: dict[tuple[str, str], Move] = field(default_factory=dict)
    lost: Move = field(default_factory=Move)
    categories: dict[str | None, Figures] = field(default_factory=dict)
    areas: dict[str | None, Figures] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    taken_before: dict[str, Counter[str]] = field(default_factory=dict)
    idle: tuple[str, ...] = ()

    def count(self, group: Group, old: Decision, new: Decision) -> None:
        """Count a group by what both rule books decide about it."""
        moved = old.agency.slug != new.agency.slug
        lost = old.rule not in OWNERLESS and new.rule in OWNERLESS
        for figures in (
            self.total,
            self.categories.setdefault(group.facts.category, Figures()),
            self.areas.setdefault(group.facts.area, Figures()),
        ):
            figures.count(group.count, moved, lost)
        if moved:
            self.moves.setdefault((old.agency.slug, new.agency.slug), Move()).add(group)
        if lost:
            self.lost.add(group)

    def explain(self, group: Group, applying: Sequence[str]) -> None:
        """Count which rule took a group, and from which later ones."""
        for place, rule in enumerate(applying):
            if place == 0:
                self.hits[rule] += group.count
            else:
                self.taken_before.setdefault(rule, Counter())[applying[0]] += group.count


class Sorter:
    """Puts cases together that no rule of the given books can tell apart: what no rule asks about does not matter."""

    def __init__(self, *books: Assigner) -> None:
        rules = [rule for book in books for rule in book.catalog.rules]
        self._plain = [name for name in ("channel", "urgency", "kind") if any(getattr(each, name) for each in rules)]
        self._questions = sorted({question for rule in rules for question in rule.answers})
        self._hours = next((book.catalog.hotline_hours for book in books if _asks_for_hours(rules)), None)
        self._groups: dict[tuple[Any, ...], Group] = {}

    def add(self, code: str, facts: Facts) -> None:
        """Put a case into its group."""
        key = self._key(facts)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(facts)
        group.add(code)

    def groups(self) -> Iterable[Group]:
        """Return the groups."""
        return self._groups.values()

    def _key(self, facts: Facts) -> tuple[Any, ...]:
        return (
            facts.category,
            facts.area,
            self._works_at(facts.received_at),
            *(getattr(facts, name) for name in self._plain),
            *(facts.answers.get(question) for question in self._questions),
        )

    def _works_at(self, moment: datetime) -> bool | None:
        return is_working(self._hours, moment) if self._hours else None


def _asks_for_hours(rules: Sequence[Rule]) -> bool:
    return any(rule.working_time is not None for rule in rules)


def replay(groups: Iterable[Group], old: Assigner, new: Assigner, day: date, breathe: Callable[[], None]) -> Replay:
    """Return what `new` would change, both judged as of a local day. `breathe` is called between groups."""
    found = Replay()
    for group in groups:
        decision = new.rules.decide(group.facts, day)
        found.count(group, old.rules.decide(group.facts, day), decision)
        if decision.broken is None:
            found.explain(group, new.rules.applying(group.facts, day))
        breathe()
    found.idle = tuple(rule.id for rule in new.catalog.rules if rule.term.holds(day) and not found.hits[rule.id])
    return found


def row(name: str | None, figures: Figures) -> Mapping[str, Any]:
    """Return a line of figures as it is stored."""
    return {"name": name, "cases": figures.cases, "moved": figures.moved, "lost": figures.lost}
