"""A case that followed another stands alone again."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain.acts.following import stand_alone
from services.routing.domain.case import Did
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Unmerge:
    """It is another matter after all."""


def unmerge(_: Unmerge, asked: Asked) -> Change:
    """Return the case at the centre."""
    after = stand_alone(asked.case, asked.act, asked.means.assigner.catalog.centre)
    return Change(after, case_events.handed_over(after, asked.means.cause, asked.means.links), asked.case)


UNMERGE = Handling(Did.UNMERGED, unmerge)
