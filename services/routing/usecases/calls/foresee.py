"""Foresee who would get a case and by when, while the caller is still on the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.routing.domain.rules import Facts
from services.routing.usecases.explain_routing import ExplainRouting


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`agency_name` answers by `due_at`; `centre`: nobody but the centre, so far."""

    agency_name: str
    due_at: datetime
    centre: bool


@dataclass(frozen=True, slots=True)
class Foresee:
    """The use case; changes nothing, and may be wrong by the time the case arrives."""

    explain: ExplainRouting
    clock: Clock

    def __call__(self, category: str | None, area: str | None, urgency: str, kind: str) -> Foreseen:
        """Return what the rules in force say. Raises `Retryable` while there is no catalogue."""
        now = self.clock.now()
        facts = Facts(category=category, area=area, channel="hotline", urgency=urgency, kind=kind, received_at=now)
        decision, deadline = self.explain(facts, now)
        return Foreseen(decision.agency.name, deadline.due_at, decision.triage)
