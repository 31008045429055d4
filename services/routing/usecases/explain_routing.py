"""Explain routing: what the rules in force would decide about a made-up case, and by when it would be due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.assigning import Assigner
from services.routing.domain.deadline import Deadline, set_deadline
from services.routing.domain.decision import Decision
from services.routing.domain.rules import Facts
from services.routing.usecases.ports import Catalogs

#: Returns what would assign by a rule set.
RulesOf = Callable[[int], Assigner]


@dataclass(frozen=True, slots=True)
class ExplainRouting:
    """For whoever edits the rules; changes nothing."""

    catalogs: Catalogs
    rules_of: RulesOf | None = None

    def __call__(self, facts: Facts, now: datetime, rules: int | None = None) -> tuple[Decision, Deadline]:
        """Return the decision on the day of `now` and the deadline, by the rules in force or those of a set.

        Raises `Retryable` while there is no catalogue, `Rejected("unknown-rules")`.
        """
        by_set = self.rules_of(rules) if rules is not None and self.rules_of else None
        assigner = by_set or self.catalogs.assigner()
        catalog = assigner.catalog
        decision = assigner.rules.decide(facts, catalog.agency_hours.local(now).date())
        preset = catalog.preset_of(facts.category)
        return decision, set_deadline(preset, facts.urgency, facts.received_at, catalog.agency_hours)
