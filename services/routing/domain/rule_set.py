"""A rule set: who made it, who approved it, from when it is the law; and which one is in force at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

#: A rule, or the default, as it is written in rules.yaml and was checked there.
Raw = Mapping[str, Any]


class Stage(Enum):
    """How far people have brought a rule set."""

    DRAFT = "draft"
    SIMULATED = "simulated"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Standing(Enum):
    """What a rule set is at a moment: its stage, or what follows from the dates once it was approved."""

    DRAFT = "draft"
    SIMULATED = "simulated"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    ACTIVE = "active"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Content:
    """The law itself: rules in the order in which they are tried, and who takes what none of them does."""

    rules: tuple[Raw, ...]
    default: Raw

    def as_snapshot(self) -> dict[str, Any]:
        """Return the parts of a catalogue's snapshot that these rules take the place of."""
        return {"rules": [dict(rule) for rule in self.rules], "default": dict(self.default)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """From a moment on the set is in force, until another set's later activation. `at`: when that was decided."""

    from_at: datetime
    by: str
    at: datetime
    called_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An entry of the history, which only grows."""

    did: str
    by: str
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """One rule set. `hands`: everybody who wrote at it, none of whom may approve it.

    `simulation` is the summary of the last one over the present content. `version` counts changes.
    """

    number: int
    content: Content
    made_by: str
    made_at: datetime
    note: str = ""
    based_on: int | None = None
    stage: Stage = Stage.DRAFT
    hands: frozenset[str] = frozenset()
    simulation: Raw | None = None
    approved_by: str | None = None
    activations: tuple[Activation, ...] = ()
    history: tuple[Step, ...] = ()
    version: int = 1

    @property
    def binding(self) -> tuple[Activation, ...]:
        """Return the activations that were not called off."""
        return tuple(each for each in self.activations if not each.called_off)

    @property
    def is_open(self) -> bool:
        """Return whether it can still be written at: it was never activated, nor withdrawn."""
        return self.stage is not Stage.WITHDRAWN and not self.binding


def timeline(sets: Iterable[RuleSet], now: datetime) -> list[int]:
    """Return which sets have been in force until `now`, one after the other; the last one is.

    Follows from the stored activations alone, so that every process comes to the same result at the same moment.
    """
    begun = [(each.from_at, each.at, one.number) for one in sets for each in one.binding if each.from_at <= now]
    return [number for _, _, number in sorted(begun)]


def in_force(sets: Sequence[RuleSet], now: datetime) -> RuleSet | None:
    """Return the set in force at a moment, or None before there was any."""
    order = timeline(sets, now)
    return next((one for one in sets if order and one.number == order[-1]), None)


def before(sets: Sequence[RuleSet], now: datetime) -> RuleSet | None:
    """Return the set that was in force before the present one, or None where there was no other."""
    order = timeline(sets, now)
    others = [number for number in order if number != order[-1]]
    return next((one for one in sets if others and one.number == others[-1]), None)


def standing(rule_set: RuleSet, sets: Sequence[RuleSet], now: datetime) -> Standing:
    """Return what a set is at a moment, among all sets."""
    if not rule_set.binding:
        return Standing(rule_set.stage.value)
    order = timeline(sets, now)
    if order and order[-1] == rule_set.number:
        return Standing.ACTIVE
    return Standing.SUPERSEDED if rule_set.number in order else Standing.SCHEDULED
