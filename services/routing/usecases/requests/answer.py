"""The citizen gets an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.kit.events import Event
from services.routing.domain import acts
from services.routing.domain.answering import Draft
from services.routing.domain.case import Case, Did, State
from services.routing.domain.file import File
from services.routing.usecases import case_events
from services.routing.usecases.ports import Change
from services.routing.usecases.requests.content import check_content, check_parts, drafted
from services.routing.usecases.requests.means import Asked, Handling

NO_LONGER_NEEDED = "Cơ quan chủ trì đã trả lời; không còn cần ý kiến phối hợp."


@dataclass(frozen=True, slots=True)
class Answer:
    """The citizen gets this answer; `outcome` is one of the vocabulary's.

    `sources` are entries of the knowledge base whose words it has. `without_parts` says why the lead does not wait for
    coordinating agencies that still owe their parts.
    """

    text: str
    outcome: str
    scheduled_for: date | None = None
    proof: str | None = None
    files: tuple[File, ...] = ()
    without_parts: str | None = None
    sources: tuple[str, ...] = ()


def answer(request: Answer, asked: Asked) -> Change:
    """Return the answered case. Raises `Rejected`: date-needed, proof-needed, parts-open."""
    said = (request.text, request.outcome, request.scheduled_for, request.proof, request.files, request.sources)
    content = drafted(asked, *said)
    return given(content, asked, without_parts=request.without_parts)


def given(content: Draft, asked: Asked, *, approved_by: str | None = None, without_parts: str | None = None) -> Change:
    """Return the case answered with this content, checked first."""
    check_content(content, asked)
    why_early = check_parts(asked.case, without_parts)
    taken, told = taken_over(asked)
    running = acts.with_running_clock(taken, asked.act.at, asked.means.assigner.catalog.agency_hours)
    after = acts.answer(running, asked.act, content, approved_by=approved_by, note=why_early)
    return Change(after, (*told, *closed(taken, after, asked)), asked.case)


def closed(before: Case, after: Case, asked: Asked) -> tuple[Event, ...]:
    """Tell the answer, and the agencies whose parts nobody waits for any more."""
    cause, current = asked.means.cause, after.current
    files = after.answer.files if after.answer else ()
    links = asked.means.answer_links(files, current.agency, asked.act.at)
    return (
        case_events.answered(after, cause, links),
        *case_events.parts_ended(before, after, NO_LONGER_NEEDED, cause),
    )


def taken_over(asked: Asked) -> tuple[Case, tuple[Event, ...]]:
    """What the centre answers while it is held is the centre's answer: the agency has never had the case."""
    case, act, means = asked.case, asked.act, asked.means
    if case.state is not State.HELD:
        return case, ()
    taken = acts.forward(case, act, means.assigner.to_centre(case, act.at, number=1), at_centre=True)
    return taken, case_events.handed_over(taken, means.cause, means.links)


ANSWER = Handling(Did.ANSWERED, answer)
