"""Explain routing: what the rules in force would decide about a made-up case, and by when it would be due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.routing.domain.deadline import Deadline, set_deadline
from services.routing.domain.decision import Decision
from services.routing.domain.rules import Facts
from services.routing.usecases.ports import Catalogs


@dataclass(frozen=True, slots=True)
class ExplainRouting:
    """For whoever edits the rules; changes nothing."""

    catalogs: Catalogs

    def __call__(self, facts: Facts, now: datetime) -> tuple[Decision, Deadline]:
        """Return the decision on the day of `now` and the deadline. Raises `Retryable` while there is no catalogue."""
        assigner = self.catalogs.assigner()
        catalog = assigner.catalog
        decision = assigner.rules.decide(facts, catalog.agency_hours.local(now).date())
        preset = catalog.preset_of(facts.category)
        return decision, set_deadline(preset, facts.urgency, facts.received_at, catalog.agency_hours)
