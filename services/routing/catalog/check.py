"""Everything that can be wrong with a catalogue, found at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.routing.catalog.checks import (
    areas,
    coverage,
    names,
    outbreaks,
    questions,
    references,
    rules,
    stages,
    successors,
    times,
)
from services.routing.catalog.problem import Problem, Snapshot

# Those that presuppose that names resolve: run only when the first ones are content.
NAMING: tuple[Callable[[Snapshot], Iterator[Problem]], ...] = (
    names.not_normalised,
    names.duplicates,
    references.unknown_parents,
    references.unknown_agencies,
    references.unknown_deadlines,
    references.unknown_successors,
    references.unknown_conditions,
    references.missing_triage,
    rules.default_not_in_force,
    rules.unknown_answers,
    questions.doubled,
    stages.doubled,
    stages.lost,
    successors.cycles,
)
MEANING: tuple[Callable[[Snapshot], Iterator[Problem]], ...] = (
    times.reversed_validity,
    times.bad_hours,
    times.bad_minutes,
    successors.dead_ends,
    areas.overlapping_successors,
    areas.without_agency,
    questions.unanswerable,
    questions.asked_never,
    rules.same_order,
    rules.shadowed,
    rules.agency_not_in_force,
    rules.matching_nothing,
    coverage.uncovered_categories,
    outbreaks.watching_nothing,
    outbreaks.doubled,
)


#: Those of the above that look at rules, besides at other things.
RULES_NAMING: tuple[Callable[[Snapshot], Iterator[Problem]], ...] = (
    names.not_normalised,
    names.duplicates,
    references.unknown_agencies,
    references.unknown_conditions,
    rules.default_not_in_force,
    rules.unknown_answers,
)
RULES_MEANING: tuple[Callable[[Snapshot], Iterator[Problem]], ...] = (
    times.reversed_validity,
    rules.same_order,
    rules.shadowed,
    rules.agency_not_in_force,
    rules.matching_nothing,
)


def check(snapshot: Snapshot) -> list[Problem]:
    """Return what is wrong with a catalogue, sorted; an empty list means it may be put in force.

    Where a name is doubled or leads nowhere, only that is told: the rest would follow from it.
    """
    return _found(NAMING, snapshot) or _found(MEANING, snapshot)


def check_rules(snapshot: Snapshot) -> list[Problem]:
    """Return what is wrong with the rules in a snapshot whose other parts were checked before.

    Who would be left without an agency is another question: see `orphans`.
    """
    return _about_rules(RULES_NAMING, snapshot) or _about_rules(RULES_MEANING, snapshot)


def _about_rules(checks: tuple[Callable[[Snapshot], Iterator[Problem]], ...], snapshot: Snapshot) -> list[Problem]:
    return [each for each in _found(checks, snapshot) if each.subject.lstrip("/").startswith(("rules", "default"))]


def _found(checks: tuple[Callable[[Snapshot], Iterator[Problem]], ...], snapshot: Snapshot) -> list[Problem]:
    return sorted({problem for one in checks for problem in one(snapshot)})
