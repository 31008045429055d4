"""A held case goes off, now or when its time has come."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, Did
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change, Linker
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Forward:
    """An operator sends a held case off now."""


def forward(_: Forward, asked: Asked) -> Change:
    """Return the case on its way."""
    return forwarded(asked.case, asked.act, asked.means.assigner, asked.means.links)


def forwarded(case: Case, act: Act, assigner: Assigner, links: Linker) -> Change:
    """Return the held case on its way, decided by today's rules: meanwhile a unit may have been merged."""
    assignment, _ = assigner.first(case.submission, act.at, case.classified)
    after = acts.forward(case, act, assignment, at_centre=assigner.is_centre(assignment.agency))
    return Change(after, case_events.handed_over(after, None, links), case)


FORWARD = Handling(Did.ROUTED, forward)
