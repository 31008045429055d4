"""The citizen is asked for more, or need not answer after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from services.routing.domain import acts
from services.routing.domain.case import Case, Did
from services.routing.domain.working_time import add_working_minutes
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.answer import taken_over
from services.routing.usecases.requests.means import Asked, Handling


@dataclass(frozen=True, slots=True)
class AskCitizen:
    """Something without which nobody can go on."""

    question: str


@dataclass(frozen=True, slots=True)
class Resume:
    """The question is taken back: the case goes on."""


def ask_citizen(request: AskCitizen, asked: Asked) -> Change:
    """Return the case that waits; its clock stands still for as long as the province allows a question to wait."""
    catalog, act = asked.means.assigner.catalog, asked.act
    taken, told = taken_over(asked)
    answer_by = add_working_minutes(catalog.agency_hours, act.at, catalog.limits.info_wait).astimezone(UTC)
    after = acts.ask(taken, act, request.question, answer_by)
    return Change(after, (*told, case_events.asked(after, asked.means.cause)), asked.case)


def resume(_: Resume, asked: Asked) -> Change:
    """Return the case that goes on."""
    return resumed(asked.case, asked, "withdrawn")


def resumed(case: Case, asked: Asked, why: str) -> Change:
    """Return a case that waited, with its clock running again."""
    after = acts.resume(case, asked.act, why, asked.means.assigner.catalog.agency_hours)
    return Change(after, (case_events.resumed(after, why, asked.means.cause),), asked.case)


ASK_CITIZEN = Handling(Did.ASKED, ask_citizen)
RESUME = Handling(Did.RESUMED, resume)
