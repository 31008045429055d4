"""Who has the case: taken in hand, sent back, assigned anew."""

from __future__ import annotations

from dataclasses import replace

from services.routing.domain.acts.act import Act, entry
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, State


def accept(case: Case, act: Act) -> Case:
    """The agency has taken the case in hand."""
    accepted = replace(case.current, accepted_at=act.at)
    return case.after(
        State.ACCEPTED,
        entry(act, Did.ACCEPTED, case.current),
        assignments=case.revised(accepted),
    )


def return_to_centre(case: Case, act: Act, reason: str, suggestion: str | None, at_centre: Assignment) -> Case:
    """The agency says that it is not competent; the case waits at the centre until somebody decides."""
    made = entry(act, Did.RETURNED, case.current, note=reason, suggestion=suggestion)
    return case.after(State.TRIAGE, made, assignments=(*case.assignments, at_centre))


def reassign(case: Case, act: Act, assignment: Assignment, note: str | None) -> Case:
    """An operator names the competent agency."""
    made = entry(act, Did.REASSIGNED, assignment, note=note)
    return case.after(State.ROUTED, made, assignments=(*case.assignments, assignment), forward_at=None)
