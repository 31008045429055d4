"""The agency takes the case in hand."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Accept:
    """The agency takes the case in hand."""


def accept(_: Accept, asked: Asked) -> Change:
    """Return the accepted case."""
    after = acts.accept(asked.case, asked.act)
    return Change(after, (case_events.accepted(after, asked.means.cause),), asked.case)


ACCEPT = Handling(Did.ACCEPTED, accept)
