"""The citizen gets an answer."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.events import Event
from services.routing.domain import acts
from services.routing.domain.case import Case, Did, State
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class Answer:
    """The citizen gets this answer; `outcome` is one of the vocabulary's."""

    text: str
    outcome: str


def answer(request: Answer, asked: Asked) -> Change:
    """Return the answered case."""
    taken, told = taken_over(asked)
    after = acts.answer(taken, asked.act, request.text, request.outcome)
    return Change(after, (*told, case_events.answered(after, asked.means.cause)), asked.case)


def taken_over(asked: Asked) -> tuple[Case, tuple[Event, ...]]:
    """What the centre answers while it is held is the centre's answer: the agency has never had the case."""
    case, act, means = asked.case, asked.act, asked.means
    if case.state is not State.HELD:
        return case, ()
    taken = acts.forward(case, act, means.assigner.to_centre(case, act.at, number=1), at_centre=True)
    return taken, case_events.handed_over(taken, means.cause, means.links)


ANSWER = Handling(Did.ANSWERED, answer)
