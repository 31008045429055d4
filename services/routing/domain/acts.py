"""What can be done to a case. Each function returns the case afterwards; policies have been asked before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Answer, Case, Did, Entry, State, Submission
from services.routing.domain.file import Addition


@dataclass(frozen=True, slots=True)
class Act:
    """One request of somebody: `id` makes it unrepeatable, `by` is the actor's name, `at` aware UTC."""

    id: str
    by: str
    at: datetime


def open_case(submission: Submission, assignment: Assignment, act: Act, *, at_centre: bool) -> Case:
    """Return a new case with its first assignment."""
    return Case(
        submission=submission,
        state=State.TRIAGE if at_centre else State.ROUTED,
        assignments=(assignment,),
        history=(_entry(act, Did.ROUTED, assignment),),
    )


def hold_case(submission: Submission, assignment: Assignment, act: Act, until: datetime) -> Case:
    """Return a new case whose agency is known, and which goes to it at `until`."""
    return Case(
        submission=submission,
        state=State.HELD,
        assignments=(assignment,),
        history=(_entry(act, Did.HELD, assignment),),
        forward_at=until,
    )


def forward(case: Case, act: Act, assignment: Assignment, *, at_centre: bool) -> Case:
    """The held case goes out, to whoever is competent now: its first assignment is decided anew."""
    state = State.TRIAGE if at_centre else State.ROUTED
    return case.after(state, _entry(act, Did.ROUTED, assignment), assignments=(assignment,), forward_at=None)


def supplement(case: Case, act: Act, addition: Addition) -> Case:
    """The citizen adds something. Nothing else changes: neither whose turn it is nor by when."""
    entry = _entry(act, Did.SUPPLEMENTED, case.current)
    return replace(case, additions=(*case.additions, addition), history=(*case.history, entry))


def accept(case: Case, act: Act) -> Case:
    """The agency has taken the case in hand."""
    accepted = replace(case.current, accepted_at=act.at)
    return case.after(
        State.ACCEPTED,
        _entry(act, Did.ACCEPTED, case.current),
        assignments=(*case.assignments[:-1], accepted),
    )


def answer(case: Case, act: Act, text: str, outcome: str) -> Case:
    """The citizen gets an answer. It is on time when given at the due moment or before."""
    given = Answer(text=text, outcome=outcome, at=act.at, by=act.by, on_time=act.at <= case.current.due_at)
    return case.after(State.ANSWERED, _entry(act, Did.ANSWERED, case.current), answer=given, forward_at=None)


def return_to_centre(case: Case, act: Act, reason: str, suggestion: str | None, at_centre: Assignment) -> Case:
    """The agency says that it is not competent; the case waits at the centre until somebody decides."""
    entry = _entry(act, Did.RETURNED, case.current, note=reason, suggestion=suggestion)
    return case.after(State.TRIAGE, entry, assignments=(*case.assignments, at_centre))


def reassign(case: Case, act: Act, assignment: Assignment, note: str | None) -> Case:
    """An operator names the competent agency."""
    entry = _entry(act, Did.REASSIGNED, assignment, note=note)
    return case.after(State.ROUTED, entry, assignments=(*case.assignments, assignment), forward_at=None)


def _entry(act: Act, did: Did, assignment: Assignment, note: str | None = None, suggestion: str | None = None) -> Entry:
    return Entry(
        act=act.id,
        did=did,
        by=act.by,
        at=act.at,
        assignment=assignment.number,
        agency=assignment.agency,
        note=note,
        suggestion=suggestion,
    )
