"""A colleague takes a case on, hands it to another, or lets go of it."""

from __future__ import annotations

from dataclasses import dataclass

from services.routing.domain import acts
from services.routing.domain.case import Did
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Take:
    """The actor works on it; the shift lead may give it to somebody else (`who`: `desk:<account>`)."""

    who: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Nobody in particular works on it any more."""


def take(request: Take, asked: Asked) -> Change:
    """Return the case with its colleague."""
    who = request.who if request.who and asked.actor.is_shift_lead else asked.actor.name
    return Change(acts.take(asked.case, asked.act, who), (), asked.case)


def release(_: Release, asked: Asked) -> Change:
    """Return the case without."""
    return Change(acts.take(asked.case, asked.act, None), (), asked.case)


TAKE = Handling(Did.TAKEN, take)
RELEASE = Handling(Did.RELEASED, release)
