"""Rule sets and past cases in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from services.routing.domain.rule_set import RuleSet
from services.routing.usecases.rules.ports import PastCase


class MemoryRuleSets:
    """Port `RuleSets`."""

    def __init__(self) -> None:
        self.by_number: dict[int, RuleSet] = {}

    def all(self) -> Sequence[RuleSet]:
        """Return all by number."""
        return [self.by_number[number] for number in sorted(self.by_number)]

    def get(self, number: int) -> RuleSet | None:
        """Return one."""
        return self.by_number.get(number)

    def add(self, rule_set: RuleSet) -> bool:
        """Keep a new one."""
        if rule_set.number in self.by_number:
            return False
        self.by_number[rule_set.number] = rule_set
        return True

    def save(self, rule_set: RuleSet) -> bool:
        """Keep it if nobody changed it since."""
        if self.by_number[rule_set.number].version != rule_set.version:
            return False
        self.by_number[rule_set.number] = replace(rule_set, version=rule_set.version + 1)
        return True


class MemoryPastCases:
    """Port `PastCases`."""

    def __init__(self, *cases: PastCase) -> None:
        self.cases = list(cases)

    def since(self, moment: datetime) -> Iterator[PastCase]:
        """Yield those since then."""
        yield from (each for each in self.cases if each.facts.received_at >= moment)
