"""Which fact each event states, and in which slot it lies. Free texts, contacts and words of citizens are left behind.

Not read, because no figure needs them: `case.due_soon`, `case.progressed`, `case.supplemented`, and what only goes
to agencies (`supplement.routed`, `contribution.routed`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.reporting.domain.facts import Fact, Stamp
from services.reporting.domain.sheet import Slot
from services.reporting.usecases.reading import answers, assignments, beginnings

Reader = Callable[[Any, Stamp], tuple[Slot, Fact]]

READERS: dict[str, Reader] = {
    "case.received": beginnings.of_received,
    "case.classified": beginnings.of_classified,
    "case.merged": beginnings.of_merged,
    "case.withdrawn": beginnings.of_withdrawn,
    "case.routed": assignments.of_routed,
    "case.accepted": assignments.of_accepted,
    "case.returned": assignments.of_returned,
    "case.moved": assignments.of_moved,
    "case.extended": assignments.of_extended,
    "extension.refused": assignments.of_extension_refused,
    "case.info_requested": assignments.of_info_requested,
    "case.resumed": assignments.of_resumed,
    "case.overdue": assignments.of_overdue,
    "case.contributed": assignments.of_contributed,
    "case.answered": answers.of_answered,
    "case.reopened": answers.of_reopened,
    "case.rated": answers.of_rated,
    "case.published": answers.of_published,
    "case.withheld": answers.of_withheld,
    "notification.failed": answers.of_failed,
}
