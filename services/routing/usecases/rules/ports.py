"""What rule sets need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from services.routing.domain.assigning import Assigner
from services.routing.domain.rule_set import Content, RuleSet
from services.routing.domain.rules import Facts

Snapshot = dict[str, Any]


class Problem(Protocol):
    """Something wrong with rules: `slug` for programs, `subject` where it is, a sentence each for people."""

    @property
    def slug(self) -> str:
        """The kind of problem."""

    @property
    def subject(self) -> str:
        """The record it was found in."""

    @property
    def vi(self) -> str:
        """The sentence."""

    @property
    def en(self) -> str:
        """The sentence."""


#: Returns what is wrong with the rules in a catalogue.
Check = Callable[[Snapshot], Sequence[Problem]]
#: Returns which categories, areas and rules would have nobody on a local day.
Orphans = Callable[[Snapshot, date], Sequence[Problem]]
#: Makes what assigns by the rules of a set: catalogue's version and snapshot, the content.
Compile = Callable[[int, Snapshot, Content], Assigner]


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case that was filed, as it is known today."""

    code: str
    facts: Facts


class PastCases(Protocol):
    """The cases that can be replayed."""

    def since(self, moment: datetime) -> Iterator[PastCase]:
        """Yield the cases received since a moment, in any order, without holding them all in memory."""


class RuleSets(Protocol):
    """All rule sets."""

    def all(self) -> Sequence[RuleSet]:
        """Return all of them by number, read anew."""

    def get(self, number: int) -> RuleSet | None:
        """Return one, read anew."""

    def add(self, rule_set: RuleSet) -> bool:
        """Store a new one. Return False when its number is taken."""

    def save(self, rule_set: RuleSet) -> bool:
        """Store a changed one under the next version. Return False when somebody changed it since it was read."""
