"""The agency takes the case, or its part, in hand."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Accept:
    """The agency takes in hand what it was assigned."""


def accept(_: Accept, asked: Asked) -> Change:
    """Return the accepted case. That a part was taken in hand is nothing to tell the citizen."""
    case = asked.case
    of = case.part_of(asked.actor.agency) or case.current
    after = acts.accept(case, asked.act, of)
    return Change(after, (case_events.accepted(after, asked.means.cause),) if of.is_lead else (), case)


ACCEPT = Handling(Did.ACCEPTED, accept)
