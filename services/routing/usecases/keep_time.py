"""After whatever was done to a case: when somebody must look at its clocks again."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.assigning import Assigner
from services.routing.domain.escalation import armed
from services.routing.usecases.ports import Change


def kept_time(change: Change, assigner: Assigner) -> Change:
    """Return the change with the case's next step of escalation in it."""
    catalog = assigner.catalog
    return replace(change, case=armed(change.case, catalog.limits, catalog.agency_hours))
