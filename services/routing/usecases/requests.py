"""What agencies and operators may ask to be done with a case, and doing it to one case in memory."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.events import Event
from services.kit.failures import Rejected
from services.routing.domain import acts
from services.routing.domain.acts import Act
from services.routing.domain.assigning import Assigner
from services.routing.domain.case import Case, Did, State
from services.routing.domain.catalog import BrokenCatalog
from services.routing.domain.policies import Actor, Refuse, verdict
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change, Linker


@dataclass(frozen=True, slots=True)
class Accept:
    """The agency takes the case in hand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The citizen gets this answer; `outcome` is one of the vocabulary's."""

    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Return:
    """The agency is not competent, and perhaps knows who is."""

    reason: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Reassign:
    """An operator names the competent agency."""

    agency: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """An operator sends a held case off now."""


Request = Accept | Answer | Return | Reassign | Forward

WISH: dict[type[Request], Did] = {
    Accept: Did.ACCEPTED,
    Answer: Did.ANSWERED,
    Return: Did.RETURNED,
    Reassign: Did.REASSIGNED,
    Forward: Did.ROUTED,
}


@dataclass(frozen=True, slots=True)
class Means:
    """What carrying out needs besides the case: who assigns, who makes links, and what caused it."""

    assigner: Assigner
    links: Linker
    cause: Event | None = None


def carry_out(request: Request, case: Case, actor: Actor, act: Act, means: Means) -> Change:
    """Return the case with the request done, and the events that tell of it. Raises `Rejected` when it may not be."""
    answer = verdict(WISH[type(request)], case, actor)
    if isinstance(answer, Refuse):
        raise Rejected(answer.slug, answer.vi, answer.en)
    cause = means.cause
    match request:
        case Accept():
            after = acts.accept(case, act)
            return Change(after, (case_events.accepted(after, cause),), case)
        case Answer(text, outcome):
            return _answer(case, act, text, outcome, means)
        case Return(reason, suggestion):
            return _return(case, act, reason, suggestion, means)
        case Reassign(agency, note):
            return _reassign(case, act, agency, note, means)
        case Forward():
            return forwarded(case, act, means.assigner, means.links)


def _answer(case: Case, act: Act, text: str, outcome: str, means: Means) -> Change:
    """What the centre answers while it is held is the centre's answer: the agency has never had the case."""
    taken = case
    told: tuple[Event, ...] = ()
    if case.state is State.HELD:
        taken = acts.forward(case, act, means.assigner.to_centre(case, act.at, number=1), at_centre=True)
        told = case_events.handed_over(taken, means.cause, means.links)
    after = acts.answer(taken, act, text, outcome)
    return Change(after, (*told, case_events.answered(after, means.cause)), case)


def forwarded(case: Case, act: Act, assigner: Assigner, links: Linker) -> Change:
    """Return the held case on its way, decided by today's rules: meanwhile a unit may have been merged."""
    assignment, _ = assigner.first(case.submission, act.at)
    after = acts.forward(case, act, assignment, at_centre=assigner.is_centre(assignment.agency))
    return Change(after, case_events.handed_over(after, None, links), case)


def _return(case: Case, act: Act, reason: str, suggestion: str | None, means: Means) -> Change:
    assigner, cause = means.assigner, means.cause
    if suggestion is not None and suggestion not in assigner.catalog.agencies:
        raise unknown_agency(suggestion)
    after = acts.return_to_centre(case, act, reason, suggestion, assigner.to_centre(case, act.at))
    return Change(after, (case_events.returned(after, cause), case_events.routed(after, cause, means.links)), case)


def _reassign(case: Case, act: Act, agency: str, note: str | None, means: Means) -> Change:
    assigner = means.assigner
    if assigner.is_centre(agency):
        raise Rejected("already-at-the-centre", "Phản ánh đang ở Trung tâm.", "The case is at the centre already.")
    try:
        assignment = assigner.to_agency(case, agency, act.at)
    except BrokenCatalog as error:
        raise unknown_agency(agency) from error
    after = acts.reassign(case, act, assignment, note)
    return Change(after, case_events.handed_over(after, means.cause, means.links), case)


def unknown_agency(slug: str) -> Rejected:
    """Return the refusal for an agency that is not in the catalogue, or no longer."""
    return Rejected("unknown-agency", f"Không có cơ quan “{slug}”.", f"There is no agency “{slug}”.")


def unknown_case() -> Rejected:
    """Return the refusal for a code nobody knows, or that is none of the asker's business."""
    return Rejected("unknown-case", "Không có phản ánh mang mã này.", "There is no case with this code.")
