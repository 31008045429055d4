"""Who has the case: taken in hand, sent back, assigned anew."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.acts.coordinating import excuse_parts
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State


def accept(case: Case, act: Act, of: Assignment) -> Case:
    """An agency has taken in hand what it was assigned: the case, or its part. A case that waits goes on waiting."""
    accepted, made = case.revised(replace(of, accepted_at=act.at)), entry(act, Did.ACCEPTED, of)
    if of.is_lead and case.question is None:
        return case.after(State.ACCEPTED, made, assignments=accepted)
    known = replace(case, assignments=accepted, history=(*case.history, made))
    if of.is_lead and case.question:
        return replace(known, question=replace(case.question, resumes=State.ACCEPTED.value))
    return known


def return_to_centre(case: Case, act: Act, reason: str, suggestion: str | None, at_centre: Assignment) -> Case:
    """The agency says that it is not competent; the case waits at the centre until somebody decides."""
    made = entry(act, Did.RETURNED, case.current, note=reason, suggestion=suggestion)
    ended = _let_go(case, act)
    return ended.after(
        State.TRIAGE, made, assignments=(*ended.assignments, at_centre), draft=None, question=None, stage=None
    )


def reassign(case: Case, act: Act, assignment: Assignment, note: str | None) -> Case:
    """The centre names the competent agency, or the shift lead takes the case out of another's hands."""
    made = entry(act, Did.REASSIGNED, assignment, note=note)
    ended = _let_go(case, act)
    return ended.after(
        State.ROUTED,
        made,
        assignments=(*ended.assignments, assignment),
        forward_at=None,
        draft=None,
        question=None,
        stage=None,
    )


def _let_go(case: Case, act: Act) -> Case:
    """The lead no longer has the case, nor anybody a part of it."""
    ended = replace(case.current, ended_at=act.at, paused_at=None, extension=None)
    return excuse_parts(replace(case, assignments=case.revised(ended), assignee=None), act)
