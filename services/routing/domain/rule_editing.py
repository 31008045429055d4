"""Editing rules one at a time: add, change, move, remove. Orders follow from places: 10, 20, 30, …"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.routing.domain.rule_set import Content, Raw

STEP = 10


def with_rule(content: Content, rule: Raw, place: int | None = None) -> Content:
    """Return the content with a rule instead of the one of the same id, or as a new one before `place`, or last."""
    known = [each["id"] for each in content.rules]
    if rule["id"] in known:
        return _numbered(content, (rule if each["id"] == rule["id"] else each for each in content.rules))
    at = len(known) if place is None else max(0, min(place, len(known)))
    return _numbered(content, (*content.rules[:at], rule, *content.rules[at:]))


def without_rule(content: Content, id_: str) -> Content:
    """Return the content without a rule."""
    return _numbered(content, (each for each in content.rules if each["id"] != id_))


def moved_rule(content: Content, id_: str, by: int) -> Content:
    """Return the content with a rule so many places later, or earlier where negative; the ends are the ends."""
    ids = [each["id"] for each in content.rules]
    if id_ not in ids:
        return content
    rule = content.rules[ids.index(id_)]
    return with_rule(without_rule(content, id_), rule, max(0, ids.index(id_) + by))


def with_default(content: Content, default: Raw) -> Content:
    """Return the content with somebody else for what is left over."""
    return Content(content.rules, default)


def _numbered(content: Content, rules: Iterable[Raw]) -> Content:
    numbered = tuple({**rule, "order": STEP * (number + 1)} for number, rule in enumerate(rules))
    return Content(numbered, content.default)


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule that is not as it was; `kind` is added, removed, changed or moved. None: there is no such side."""

    kind: str
    id: str
    before: Raw | None
    after: Raw | None


def differences(before: Content, after: Content) -> list[Difference]:
    """Return what became of each rule, in the order of the new ones, removed ones last; the default has no id."""
    old = {each["id"]: each for each in before.rules}
    new = {each["id"]: each for each in after.rules}
    moved = set(new) & set(old) - _in_step([id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old])
    found = [_compared(id_, old.get(id_), rule, id_ in moved) for id_, rule in new.items()]
    gone = [Difference("removed", id_, rule, None) for id_, rule in old.items() if id_ not in new]
    default = [Difference("changed", "", before.default, after.default)] if before.default != after.default else []
    return [each for each in (*found, *gone, *default) if each is not None]


def _compared(id_: str, before: Raw | None, after: Raw, moved: bool) -> Difference | None:
    if before is None:
        return Difference("added", id_, None, after)
    if {**before, "order": 0} != {**after, "order": 0}:
        return Difference("changed", id_, before, after)
    return Difference("moved", id_, before, after) if moved else None


def _in_step(old: list[str], new: list[str]) -> set[str]:
    """Return a largest set of ids that stand in the same order on both sides: the others were moved."""
    place = {id_: number for number, id_ in enumerate(old)}
    best: list[list[str]] = []
    for number, id_ in enumerate(new):
        before = [best[each] for each in range(number) if place[new[each]] < place[id_]]
        best.append([*_longest(before), id_])
    return set(_longest(best))


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []
