"""What a changed catalogue would be like: what is wrong with it, what the rules must follow, whom it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.clock import Clock
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.amending.edits import Edit, Snapshot, applied, clashes
from services.routing.domain.rule_set import Standing, in_force, standing
from services.routing.usecases.amending.ports import Holdings
from services.routing.usecases.rules.ports import Check, Problem, RuleSets

#: What of a case names a record of a part.
NAMED_BY = {"agencies": "agency", "categories": "category", "areas": "area"}
PRESETS = ("calendar", "deadlines", "limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Something that being in force would do. `kind`: begins, ends, touches, or clocks (of cases to come).

    `cases` are the open ones that it concerns now, `day` is the first or last one, `heirs` who takes over.
    """

    kind: str
    part: str
    key: str
    cases: int = 0
    day: str | None = None
    heirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`snapshot` is the catalogue as it would be. With `clashes` or `broken`, it cannot be in force.

    `follow_ups` are for the rules: who answers is decided there, by two people, once the catalogue has what they name.
    """

    snapshot: dict[str, Any]
    clashes: tuple[Edit, ...]
    broken: tuple[Problem, ...]
    follow_ups: tuple[Problem, ...]
    effects: tuple[Effect, ...]

    @property
    def is_sound(self) -> bool:
        """Return whether it can be in force."""
        return not self.clashes and not self.broken


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges with the very checks that loading a folder has, by the rules that are in force and to come."""

    check: Check
    check_rules: Check
    sets: RuleSets | None
    holdings: Holdings
    clock: Clock

    def __call__(self, one: Amendment, present: Snapshot) -> Judgement:
        """Return what would be, if it were put in force over the present catalogue now."""
        changed = applied(present, one.edits)
        broken, follow_ups = self._problems(changed)
        known = {*self._problems(present)[1]}
        return Judgement(
            snapshot=changed,
            clashes=tuple(clashes(present, one.edits)),
            broken=broken,
            follow_ups=tuple(each for each in follow_ups if each not in known),
            effects=tuple(self._effects(one.edits)),
        )

    def _problems(self, snapshot: Snapshot) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        found = [*self.check({**snapshot, **self._law()}), *self._lacks(snapshot)]
        unique = list(dict.fromkeys(found))
        follow = [each for each in unique if is_for_the_rules(each)]
        return tuple(each for each in unique if each not in follow), tuple(follow)

    def _law(self) -> Mapping[str, Any]:
        sets = self.sets.all() if self.sets else ()
        present = in_force(sets, self.clock.now())
        return present.content.as_snapshot() if present else {}

    def _lacks(self, snapshot: Snapshot) -> Iterator[Problem]:
        sets, now = self.sets.all() if self.sets else (), self.clock.now()
        for one in sets:
            if standing(one, sets, now) is Standing.SCHEDULED:
                found = self.check_rules({**snapshot, **one.content.as_snapshot()})
                yield from (each for each in found if not is_for_the_rules(each))

    def _effects(self, edits: Sequence[Edit]) -> Iterator[Effect]:
        for part, field in NAMED_BY.items():
            own = [each for each in edits if each.part == part]
            counted = self.holdings.count(field, [each.key for each in own if each.before])
            yield from filter(None, (_of_record(each, counted.get(each.key, 0)) for each in own))
        changed = {each.part for each in edits}
        yield from (Effect(kind="clocks", part=part, key="") for part in PRESETS if part in changed)


def is_for_the_rules(problem: Problem) -> bool:
    """Return whether rules still work with it, by successors and by their default, until they are brought up to date.

    What a rule names and is not there at all is not among it: such a rule would stop every case that meets it.
    """
    if problem.slug == "uncovered-category":
        return True
    return problem.subject.startswith("rules/") and not problem.slug.startswith("unknown-")


def _of_record(edit: Edit, cases: int) -> Effect | None:
    before, after = edit.before, edit.after
    if before is None:
        return Effect(kind="begins", part=edit.part, key=edit.key, day=after["valid_from"])
    if after["valid_to"] and after["valid_to"] != before["valid_to"]:
        heirs = after.get("successors") or [after.get("successor")]
        return Effect(
            kind="ends",
            part=edit.part,
            key=edit.key,
            cases=cases,
            day=after["valid_to"],
            heirs=tuple(each for each in heirs if each),
        )
    return Effect(kind="touches", part=edit.part, key=edit.key, cases=cases) if cases else None


Judging = Callable[[Amendment, Snapshot], Judgement]
