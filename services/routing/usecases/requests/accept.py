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
    """Return the accepted case."""
    case = asked.case
    after = acts.accept(case, asked.act, case.part_of(asked.actor.agency) or case.current)
    return Change(after, (case_events.accepted(after, asked.means.cause),), case)


ACCEPT = Handling(Did.ACCEPTED, accept)
