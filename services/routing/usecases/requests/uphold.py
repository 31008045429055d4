"""The shift lead stands by an answer the citizen was not content with."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.answer import closed
from services.routing.usecases.requests.content import drafted
from services.routing.usecases.requests.means import Asked, Handling

EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Uphold:
    """Why the answer stands, in words for the citizen."""

    text: str


def uphold(request: Uphold, asked: Asked) -> Change:
    """Return the case, answered once more."""
    after = acts.uphold(asked.case, asked.act, drafted(asked, request.text, EXPLAINED))
    return Change(after, closed(asked.case, after, asked), asked.case)


UPHOLD = Handling(Did.UPHELD, uphold)
